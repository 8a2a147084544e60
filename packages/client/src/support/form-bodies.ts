import { plainBodies } from './plain-support.ts'
import type { BodySupport } from './run-time-support.ts'

/** As `plainBodies`, and flat forms: single values, and arrays that are repeated. */
export const formBodies: BodySupport = {
  ...plainBodies,
  encode(request, content, input) {
    plainBodies.encode(request, content, input)
    const { body } = input
    if (!request.headers['Content-Type']?.includes('form') || typeof body !== 'object') return
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(body ?? {})) {
      for (const one of [value].flat()) if (one !== undefined) form.append(name, String(one))
    }
    request.body = String(form)
  },
}
