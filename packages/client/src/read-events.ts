import { mostItemLength } from '@concordat/wire'

/** One event of an event stream. */
export interface ServerSentEvent {
  /** `message` where the stream names no other. */
  readonly event: string
  /** The data, its lines joined by line feeds. */
  readonly data: string
  /** Of this event or, where it has none, of the last one that had: what `Last-Event-ID` takes to go on. */
  readonly id: string
  /** Milliseconds to wait before the next connection, where this event says so. */
  readonly retry?: number
}

/**
 * Reads a `text/event-stream` as it arrives: yields each event as soon as it is complete. Leaving the loop ends the
 * stream.
 *
 * @throws TypeError for bytes that are not UTF-8, RangeError for an event of more than 64 Mi characters.
 *
 * @example
 * ```ts
 * import { readEvents } from '@concordat/client'
 * const response = new Response('event: tick\ndata: 1\n\n')
 * if (response.body) for await (const { event, data } of readEvents(response.body)) console.log(event, data)
 * ```
 * @see {@link https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation | HTML, server-sent events}
 */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  let id = ''
  let fields: Map<string, string[]> = new Map()
  let length = 0
  for await (const line of readLines(stream)) {
    if (line !== '') {
      const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
      const values = fields.get(name)
      if (values) values.push(value)
      else fields.set(name, [value])
      length += line.length
      refuseTooLong(length)
      continue
    }
    const ids = fields.get('id')?.filter((one) => !one.includes('\0'))
    id = ids?.at(-1) ?? id
    const data = fields.get('data')
    const retry = fields.get('retry')?.findLast((one) => /^\d+$/.test(one))
    const event = fields.get('event')?.at(-1) || 'message'
    fields = new Map()
    length = 0
    if (data === undefined) continue
    yield { event, data: data.join('\n'), id, ...(retry !== undefined && { retry: Number(retry) }) }
  }
}

/** Lines that have ended, whichever of the three line ends they have; what comes after the last one is dropped. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let rest = ''
  let held = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      // Only what is new is searched. A carriage return may be the half of a line end: it waits for what follows.
      const text = held + decoder.decode(value, { stream: !done })
      held = !done && text.endsWith('\r') ? '\r' : ''
      const [first = '', ...more] = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/)
      const lines = [rest + first, ...more]
      rest = lines.pop() ?? ''
      refuseTooLong(rest.length)
      yield* lines
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function refuseTooLong(length: number): void {
  if (length > mostItemLength) {
    throw new RangeError(`An event has more than ${mostItemLength} characters`)
  }
}
