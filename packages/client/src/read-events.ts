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
 * @throws TypeError for bytes that are not UTF-8.
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
  for await (const line of readLines(stream)) {
    if (line !== '') {
      const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
      fields.set(name, [...(fields.get(name) ?? []), value])
      continue
    }
    const ids = fields.get('id')?.filter((one) => !one.includes('\0'))
    id = ids?.at(-1) ?? id
    const data = fields.get('data')
    const retry = fields.get('retry')?.findLast((one) => /^\d+$/.test(one))
    const event = fields.get('event')?.at(-1) || 'message'
    fields = new Map()
    if (data === undefined) continue
    yield { event, data: data.join('\n'), id, ...(retry !== undefined && { retry: Number(retry) }) }
  }
}

/** Lines that have ended, whichever of the three line ends they have; what comes after the last one is dropped. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += decoder.decode(value, { stream: !done })
      // A carriage return may be the half of a line end.
      const lines = rest.split(done ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      yield* lines
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
