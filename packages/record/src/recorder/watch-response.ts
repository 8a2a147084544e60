import type { JsonValue } from '@concordat/core'
import { type CallSite, callSiteBelow } from '../reads/call-site.ts'

/** What is told of the ways in which a body is taken. */
export interface ResponseWatcher {
  /** What `json()` gives in place of the value. */
  watch(value: JsonValue): JsonValue
  /** The body was taken as text or bytes: no member of it was read, and all may be. */
  takeWhole(site: CallSite): void
}

/** The same response, whose body is watched when it is taken. */
export function watchResponse(response: Response, watcher: ResponseWatcher): Response {
  const { json, clone, text, arrayBuffer, blob } = response
  const whole = <Value>(take: () => Promise<Value>): PropertyDescriptor => ({
    configurable: true,
    value: function taken(): Promise<Value> {
      watcher.takeWhole(callSiteBelow(taken))
      return take.call(response)
    },
  })
  return Object.defineProperties(response, {
    json: { configurable: true, value: async () => watcher.watch(await json.call(response)) },
    clone: { configurable: true, value: () => watchResponse(clone.call(response), watcher) },
    text: whole(text),
    arrayBuffer: whole(arrayBuffer),
    blob: whole(blob),
  })
}
