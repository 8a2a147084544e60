import type { Routes } from './small-server.ts'

const member =
  '{ type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string }, age: { type: integer }, active: { type: boolean }, town: { type: string }, photo: { type: string } } }'
const it = `content: { application/json: { schema: ${member} } }`
const form = (mediaType: string, required: string): string =>
  `requestBody: { required: true, content: { ${mediaType}: { schema: { type: object, required: [${required}], properties: { name: { type: string, minLength: 1, maxLength: 40 }, age: { type: integer, minimum: 0, maximum: 120 }, active: { type: boolean }, town: { type: string, minLength: 1, maxLength: 40 }${mediaType.startsWith('multipart') ? ', photo: { type: string, format: binary }' : ''} } } } } }`

/** Paths of people who are entered by a form of a media type, as YAML. */
export function formDocument(mediaType: string): string {
  return `
  /members:
    post:
      ${form(mediaType, 'name')}
      responses: { '201': { description: made, ${it} }, '400': { description: no }, '415': { description: no } }
  /members/{memberId}:
    parameters: [{ name: memberId, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { '200': { description: it, ${it} }, '404': { description: no } }
    patch:
      ${form(mediaType, '')}
      responses: { '200': { description: it, ${it} }, '400': { description: no }, '404': { description: no }, '415': { description: no } }
`
}

/** A server for it; what a form says is kept as `keep` makes it. */
export function formRoutes(
  mediaType: string,
  keep: (fields: Record<string, unknown>, isNew: boolean) => Record<string, unknown> = (fields) =>
    fields,
  isLenient = false,
): Routes {
  const all = new Map<string, Record<string, unknown>>()
  const isForm = (headers: Headers): boolean =>
    headers.get('Content-Type')?.startsWith(mediaType) ?? false
  return {
    async 'POST /members'({ headers, body }) {
      if (!isForm(headers)) return [415]
      const fields = readFields(await body())
      if (fields.name === undefined && !isLenient) return [400]
      const id = all.size + 1
      all.set(String(id), { id, name: '', ...keep(fields, true) })
      return [201, all.get(String(id))]
    },
    'GET /members/:': ({ id }) => (all.has(id) ? [200, all.get(id)] : [404]),
    async 'PATCH /members/:'({ id, headers, body }) {
      if (!all.has(id)) return [404]
      if (!isForm(headers)) return [415]
      all.set(id, { ...all.get(id), ...keep(readFields(await body()), false) })
      return [200, all.get(id)]
    },
  }
}

function readFields(body: Record<string, unknown>): Record<string, unknown> {
  const read: Record<string, (text: string) => unknown> = {
    name: readText,
    town: readText,
    age: (text) => (/^\d+$/.test(text) && Number(text) <= 120 ? Number(text) : undefined),
    active: (text) => (/^(true|false)$/.test(text) ? text === 'true' : undefined),
  }
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) {
    if (name === 'photo' && value instanceof File) fields.photo = `/photos/${value.size}`
    const reader = read[name]
    if (reader === undefined) continue
    fields[name] = typeof value === 'string' ? reader(value) : undefined
    if (fields[name] === undefined) throw new TypeError(name)
  }
  return fields
}

function readText(text: string): string | undefined {
  const length = [...text].length
  return length > 0 && length <= 40 ? text : undefined
}
