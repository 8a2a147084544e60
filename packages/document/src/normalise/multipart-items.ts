import { type Draft, isDraft, own } from '../bundle/draft.ts'

/**
 * In a `multipart` media type `itemSchema` describes one part: the whole is a list of them, which `schema` says as well.
 * @see {@link https://spec.openapis.org/oas/v3.2.0#encoding-multipart-media-types | OpenAPI 3.2, Encoding `multipart`}
 */
export function normaliseMultipartItems(owner: Draft) {
  const content = own(owner, 'content')
  if (!isDraft(content)) return
  for (const [mediaType, media] of Object.entries(content)) {
    if (!/^multipart\//i.test(mediaType) || !isDraft(media)) continue
    const item = own(media, 'itemSchema')
    if (item === undefined || Object.hasOwn(media, 'schema')) continue
    delete media.itemSchema
    media.schema = { type: 'array', items: item }
  }
}
