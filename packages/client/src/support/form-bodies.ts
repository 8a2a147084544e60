import { plainBodies } from './plain-support.ts'
import type { BodySupport } from './run-time-support.ts'

/** As `plainBodies`, and forms of single values. */
export const formBodies: BodySupport = {
  ...plainBodies,
  encode(request, content, input) {
    plainBodies.encode(request, content, input)
    // From JSON text, because a form has a text for `undefined` and JSON has none.
    if (content['application/x-www-form-urlencoded']) {
      request.body = `${new URLSearchParams(JSON.parse(`${request.body}`))}`
    }
  },
}
