import { isText, json, members, methods, type RightServer, reply, segments } from '../kit.ts'

const thing =
  '{ type: object, required: [slug, name], properties: { slug: { type: string }, name: { type: string } } }'
const wrapped: RightServer = {
  name: 'things that PUT makes, in an envelope',
  document: `
  /things/{slug}:
    parameters: [{ name: slug, in: path, required: true, schema: { type: string, pattern: '^[a-z]{3,12}$' } }]
    get: { operationId: readThing, responses: { '200': { description: one, ${json(`{ type: object, required: [data], properties: { data: ${thing} } }`)} }, '400': { description: bad }, '404': { description: none } } }
    put:
      operationId: putThing
      requestBody: { required: true, ${json('{ type: object, additionalProperties: false, required: [name], properties: { name: { type: string, minLength: 1, maxLength: 20 } } }')} }
      responses: { '200': { description: replaced, ${json(`{ type: object, required: [data], properties: { data: ${thing} } }`)} }, '201': { description: made, ${json(`{ type: object, required: [data], properties: { data: ${thing} } }`)} }, '400': { description: bad }, '415': { description: not JSON } }
`,
  start() {
    const kept = new Map<string, unknown>()
    return async (request) => {
      const [name, slug = '', ...rest] = segments(request) ?? []
      if (name !== 'things' || rest.length > 0) return reply(404)
      if (!/^[a-z]{3,12}$/.test(slug)) return reply(400)
      const found = kept.get(slug)
      if (request.method === 'GET' || request.method === 'HEAD')
        return found ? reply(200, { data: found }) : reply(404)
      if (request.method !== 'PUT') return methods('GET', 'PUT')
      const sent = await members(request)
      if (typeof sent === 'number') return reply(sent)
      if (!isText(sent.name, 20) || Object.keys(sent).length > 1) return reply(400)
      kept.set(slug, { slug, name: sent.name })
      return reply(found ? 200 : 201, { data: kept.get(slug) })
    }
  },
}

const task =
  '{ type: object, required: [id, title], properties: { id: { type: string }, title: { type: string } } }'
const titled = `requestBody: { required: true, ${json('{ type: object, additionalProperties: false, required: [title], properties: { title: { type: string, minLength: 1, maxLength: 30 } } }')} }`
const tasks = (security: string, forbidden: string): string => `
  /tasks:
    get: { operationId: listTasks, ${security} summary: All tasks of your team., responses: { '200': { description: all, ${json(`{ type: array, items: ${task} }`)} }, ${forbidden} } }
    post: { operationId: addTask, ${security} ${titled}, responses: { '201': { description: made, ${json(task)} }, '400': { description: bad }, '415': { description: not JSON }, ${forbidden} } }
  /tasks/{taskId}:
    parameters: [{ name: taskId, in: path, required: true, schema: { type: string, format: uuid } }]
    get: { operationId: getTask, ${security} summary: 'A task, yours or a colleague''s.', responses: { '200': { description: it, ${json(task)} }, '400': { description: bad }, '404': { description: none }, ${forbidden} } }
    put: { operationId: setTask, ${security} ${titled}, description: Only its owner may change a task., responses: { '200': { description: it, ${json(task)} }, '400': { description: bad }, '403': { description: it belongs to another person }, '404': { description: none }, '415': { description: not JSON }, ${forbidden} } }
    delete: { operationId: dropTask, ${security} responses: { '204': { description: gone }, '400': { description: bad }, '403': { description: it belongs to another person }, '404': { description: none }, ${forbidden} } }
`
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Task {
  readonly id: string
  readonly title: string
  readonly owner: string
}

/** A store of tasks that shows what was written after some milliseconds. */
function serveTasks(delay: number, callerOf: (request: Request) => string | undefined) {
  const now = new Map<string, Task>()
  let log: { readonly at: number; readonly id: string; readonly task: Task | undefined }[] = []
  const shown = (): Map<string, Task> => {
    if (delay === 0) return now
    const old = new Map<string, Task>()
    log = log.slice(-4000)
    for (const { at, id, task } of log) {
      if (at > performance.now() - delay) break
      if (task) old.set(id, task)
      else old.delete(id)
    }
    return old
  }
  const write = (id: string, task: Task | undefined): void => {
    if (task) now.set(id, task)
    else now.delete(id)
    log.push({ at: performance.now(), id, task })
  }
  const view = ({ id, title }: Task): object => ({ id, title })
  return async (request: Request): Promise<Response> => {
    const caller = callerOf(request)
    const [name, id, ...rest] = segments(request) ?? []
    if (name !== 'tasks' || rest.length > 0) return reply(404)
    if (caller === undefined) return reply(401, undefined, { 'WWW-Authenticate': 'Bearer' })
    const writes = id === undefined ? request.method === 'POST' : request.method === 'PUT'
    if (id !== undefined && !uuid.test(id)) return reply(400)
    const sent = writes ? await members(request) : {}
    if (typeof sent === 'number') return reply(sent)
    const { title, ...others } = sent
    if (writes && !(isText(title, 30) && Object.keys(others).length === 0)) return reply(400)
    if (id === undefined) {
      if (request.method === 'GET' || request.method === 'HEAD')
        return reply(200, [...shown().values()].map(view))
      if (request.method !== 'POST') return methods('GET', 'POST')
      const task = { id: crypto.randomUUID(), title: String(title), owner: caller }
      write(task.id, task)
      return reply(201, view(task))
    }
    const found = now.get(id.toLowerCase())
    if (request.method === 'GET' || request.method === 'HEAD') {
      const old = shown().get(id.toLowerCase())
      return old ? reply(200, view(old)) : reply(404)
    }
    if (request.method !== 'PUT' && request.method !== 'DELETE')
      return methods('GET', 'PUT', 'DELETE')
    if (found === undefined) return reply(404)
    if (found.owner !== caller) return reply(403)
    write(found.id, request.method === 'PUT' ? { ...found, title: String(title) } : undefined)
    return request.method === 'PUT' ? reply(200, { id: found.id, title }) : reply(204)
  }
}

const behind: RightServer = {
  name: 'lists and copies a third of a second behind',
  isSlow: true,
  document: tasks('', "'409': { description: no }"),
  start: () => serveTasks(333, () => 'anybody'),
}

const colleagues: RightServer = {
  name: 'colleagues who may read what one owns',
  document: `${tasks('security: [{ token: [] }],', "'401': { description: who? }")}
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
  auth: { token: 'ann-secret-token' },
  stranger: { token: 'ben-secret-token' },
  start: () =>
    serveTasks(
      0,
      (request) =>
        /^Bearer (ann|ben)-secret-token$/i.exec(request.headers.get('Authorization') ?? '')?.[1],
    ),
}

export const stores: readonly RightServer[] = [wrapped, behind, colleagues]
