/** The fields of one event; those that it does not have are absent. */
export interface EventFields {
  readonly event?: string
  /** Its lines joined by line feeds. */
  readonly data?: string
  readonly id?: string
  /** In milliseconds. */
  readonly retry?: number
}

const names = ['event', 'data', 'id', 'retry'] as const

/**
 * Writes an event of a `text/event-stream`.
 *
 * @throws TypeError for an event, an id or a retry that would break the line it stands in.
 * @see {@link https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream | HTML, event streams}
 */
export function encodeEvent(fields: EventFields): string {
  const lines = names.flatMap((name) => {
    const value = fields[name]
    if (value === undefined) return []
    const parts = String(value).split(/\r\n|\n|\r/)
    if (parts.length > 1 && name !== 'data')
      throw new TypeError(`The \`${name}\` of an event is one line`)
    return parts.map((part) => `${name}: ${part}\n`)
  })
  return `${lines.join('')}\n`
}

/** Reads the events of a whole `text/event-stream`. What comes after the last empty line is dropped. */
export function decodeEvents(text: string): EventFields[] {
  const blocks = text.replace(/^\uFEFF/, '').split(/(?:\r\n|\n|\r)(?:\r\n|\n|\r)+/)
  const isWhole = /(?:\r\n|\n|\r){2}$/.test(text)
  return (isWhole ? blocks : blocks.slice(0, -1)).flatMap((block) => {
    const fields = fieldsOf(block)
    return Object.keys(fields).length > 0 ? [fields] : []
  })
}

function fieldsOf(block: string): EventFields {
  const fields: { event?: string; data?: string; id?: string; retry?: number } = {}
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (name === 'data')
      fields.data = fields.data === undefined ? value : `${fields.data}\n${value}`
    else if (name === 'event') fields.event = value
    else if (name === 'id' && !value.includes('\0')) fields.id = value
    else if (name === 'retry' && /^\d+$/.test(value)) fields.retry = Number(value)
  }
  return fields
}
