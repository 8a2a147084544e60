import type { Api, Refusal } from '../kit/api.ts'
import { jsonReply, type Reply } from '../kit/reply.ts'
import { albumOperations } from './albums.ts'
import { contentOperations } from './content.ts'
import { photoOperations } from './photos.ts'
import { type GalleryState, seedGallery } from './state.ts'

const statuses: Record<Refusal['kind'], number> = {
  'not-found': 404,
  method: 405,
  unauthorized: 401,
  forbidden: 403,
  parameters: 400,
  'not-acceptable': 406,
  'media-type': 415,
  'too-large': 413,
  malformed: 400,
  invalid: 400,
  conflict: 409,
  precondition: 412,
}

function refuse(refusal: Refusal): Reply {
  const faults = refusal.faults ?? []
  // An id that cannot be one names nothing, so it is not found, and that comes before all else.
  const missing =
    refusal.kind === 'parameters' && faults.some((fault) => ['album', 'photo'].includes(fault.path))
  const code = missing ? 404 : statuses[refusal.kind]
  const details = faults.map((fault) => `${fault.path} ${fault.message}`).join('; ')
  const reply = jsonReply(code, { code, message: details === '' ? refusal.message : details })
  if (refusal.allow) reply.headers.allow = refusal.allow.join(', ')
  return reply
}

/** The right gallery: no credentials, few words in its document, ids looked up first. */
export function gallery(): Api<GalleryState> {
  return {
    name: 'gallery',
    base: '',
    state: seedGallery(),
    operations: { ...albumOperations(), ...photoOperations(), ...contentOperations() },
    order: ['parameters', 'find', 'accept', 'body'],
    schemes: {},
    refuse,
    before: [],
    after: [],
    write: [],
  }
}
