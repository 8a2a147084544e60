// A server that answers at once: what a run of the verifier costs is then the verifier's own. Run as a process of its own
// it listens on a free port and tells its parent where.
import { createServer } from 'node:http'

interface Note {
  readonly id: number
  readonly title: string
  readonly text: string
}

/** An answer, before it is written. */
export interface NotesAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

const problem = (status: number, more: Readonly<Record<string, string>> = {}): NotesAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...more },
  body: JSON.stringify({ code: status }),
})
const json = (
  value: unknown,
  status = 200,
  more: Readonly<Record<string, string>> = {},
): NotesAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...more },
  body: JSON.stringify(value),
})

/** Notes in memory, as `notesDocument` describes them. */
export function createNotes(): (
  method: string,
  target: string,
  type: string,
  body: string,
) => NotesAnswer {
  const notes = new Map<number, Note>()
  let next = 1
  const read = (type: string, body: string): Pick<Note, 'title' | 'text'> | NotesAnswer => {
    if (!/^application\/json\s*(;|$)/i.test(type)) return problem(415)
    let value: unknown
    try {
      value = JSON.parse(body)
    } catch {
      return problem(400)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return problem(422)
    const { title, text, ...rest } = value as Record<string, unknown>
    const isRight =
      typeof title === 'string' &&
      [...title].length >= 1 &&
      [...title].length <= 80 &&
      typeof text === 'string' &&
      [...text].length <= 1000 &&
      Object.keys(rest).length === 0
    return isRight ? { title, text } : problem(422)
  }
  return (method, target, type, body) => {
    const url = new URL(target, 'http://notes.invalid')
    const [, id] = /^\/notes\/([^/]+)$/.exec(url.pathname) ?? []
    if (url.pathname === '/notes') {
      if (method === 'POST') {
        const given = read(type, body)
        if ('status' in given) return given
        const note = { id: next++, ...given }
        notes.set(note.id, note)
        return json(note, 201, { Location: `/notes/${note.id}` })
      }
      if (method !== 'GET' && method !== 'HEAD') return problem(405, { Allow: 'GET, HEAD, POST' })
      const limits = url.searchParams.getAll('limit')
      const limit = limits[0] ?? '10'
      if (limits.length > 1 || !/^[1-9]\d?$|^100$/.test(limit)) return problem(422)
      return json([...notes.values()].slice(-Number(limit)))
    }
    if (id === undefined) return problem(404)
    if (!['GET', 'HEAD', 'PUT', 'DELETE'].includes(method))
      return problem(405, { Allow: 'GET, HEAD, PUT, DELETE' })
    if (!/^[1-9]\d{0,14}$/.test(id)) return problem(422)
    const note = notes.get(Number(id))
    if (note === undefined) return problem(404)
    if (method === 'DELETE') {
      notes.delete(note.id)
      return { status: 204, headers: {}, body: undefined }
    }
    if (method !== 'PUT') return json(note)
    const given = read(type, body)
    if ('status' in given) return given
    const changed = { id: note.id, ...given }
    notes.set(note.id, changed)
    return json(changed)
  }
}

if (process.send) {
  const answer = createNotes()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const { headers, method = '', url = '' } = request
      const text = Buffer.concat(chunks).toString()
      const {
        body,
        headers: given,
        status,
      } = answer(method, url, headers['content-type'] ?? '', text)
      response.writeHead(status, {
        ...given,
        ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
      })
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object')
      process.send?.({ url: `http://127.0.0.1:${address.port}` })
  })
  process.on('disconnect', () => process.exit())
}
