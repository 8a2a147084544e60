import type { ServerResponse } from 'node:http'
import type { Api, Context, Operation, Refusal } from './api.ts'
import type { Asked } from './asked.ts'
import { bytesOf, headerCase, type Reply } from './reply.ts'
import { isObject, type Shape } from './shape.ts'

// biome-ignore lint/suspicious/noConfusingVoidType: what changes an answer in place returns nothing
type Changed = Reply | void

// Words in which a change to a right server is said.

export function operationOf<State>(api: Api<State>, operationId: string): Operation<State> {
  const operation = api.operations[operationId]
  if (!operation) throw new Error(`The right server has no operation ${operationId}.`)
  return operation
}

/** The shape of a request's body, or of something inside it: `shapeIn(api, 'addBook', 'title')`. */
export function shapeIn<State>(api: Api<State>, operationId: string, ...path: string[]): Shape {
  const [shape] = Object.values(operationOf(api, operationId).body?.content ?? {})
  return path.reduce<Shape>((outer, name) => {
    const inner =
      name === '[]' ? outer.items : (outer.properties?.[name] ?? outer.choose?.among[name])
    if (!inner) throw new Error(`The body of ${operationId} has no ${name}.`)
    return inner
  }, shape ?? {})
}

export function parameterOf<State>(
  api: Api<State>,
  operationId: string,
  name: string,
): Operation<State>['parameters'][number] {
  const parameter = operationOf(api, operationId).parameters.find((one) => one.name === name)
  if (!parameter) throw new Error(`${operationId} has no parameter ${name}.`)
  return parameter
}

/** Changes answers of an operation, or of all with `*`, of one status, or of all with 0. */
export function onReply<State>(
  api: Api<State>,
  operationId: string,
  status: number,
  change: (reply: Reply, asked: Asked, state: State) => Changed,
): void {
  api.after.push((reply, asked, state) => {
    if (operationId !== '*' && asked.operation !== operationId) return reply
    return (
      (status === 0 || reply.status === status ? change(reply, asked, state) : undefined) ?? reply
    )
  })
}

/** Changes the JSON of answers: `change` gets a copy, so that what the server keeps stays as it is. */
export function onValue<State>(
  api: Api<State>,
  operationId: string,
  status: number,
  change: (value: Record<string, unknown>, asked: Asked, state: State) => void,
): void {
  onReply(api, operationId, status, (reply, asked, state) => {
    if (!isObject(reply.value)) return undefined
    const value = structuredClone(reply.value)
    change(value, asked, state)
    return { ...reply, value }
  })
}

/** Objects in a list inside an answer. */
export function itemsOf(value: unknown, name?: string): Record<string, unknown>[] {
  const list = name === undefined ? value : isObject(value) ? value[name] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** Changes each item of a list's answers; of a bare array with an empty name. */
export function onItems<State>(
  api: Api<State>,
  operationId: string,
  name: string,
  change: (item: Record<string, unknown>, index: number) => void,
): void {
  onReply(api, operationId, 200, (reply) => {
    const value = structuredClone(reply.value)
    itemsOf(value, name || undefined).forEach(change)
    return { ...reply, value }
  })
}

/** Replaces what an operation does by something around it. */
export function around<State>(
  api: Api<State>,
  operationId: string,
  change: (run: Operation<State>['run'], context: Context<State>) => Refusal | Reply,
): void {
  const operation = operationOf(api, operationId)
  const { run } = operation
  operation.run = (context) => change(run, context)
}

/** Looks at requests before the right server does. */
export function onRequest<State>(
  api: Api<State>,
  method: string,
  path: RegExp,
  look: (asked: Asked, state: State) => Changed,
): void {
  api.before.push((asked, state) => {
    const here =
      asked.method === method &&
      asked.path.startsWith(api.base) &&
      path.test(asked.path.slice(api.base.length))
    return (here ? look(asked, state) : undefined) ?? undefined
  })
}

/** Writes answers by hand, byte for byte, and closes the connection. */
export function onBytes<State>(
  api: Api<State>,
  applies: (reply: Reply, asked: Asked) => boolean,
  write: (head: string, body: Buffer, reply: Reply, asked: Asked) => (string | Buffer)[],
): void {
  api.write.push((response, reply, asked) => {
    if (!applies(reply, asked)) return false
    writeBytes(response, write(headOf(reply), bytesOf(reply) ?? Buffer.alloc(0), reply, asked))
    return true
  })
}

/** Status line and headers, each with its line end, without Content-Length. */
export function headOf(reply: Reply): string {
  const lines = Object.entries({
    ...reply.headers,
    date: new Date().toUTCString(),
    connection: 'close',
  })
    .flatMap(([name, values]) => [values].flat().map((value) => `${headerCase(name)}: ${value}`))
    .map((line) => `${line}\r\n`)
  return `HTTP/1.1 ${reply.status} Answer\r\n${lines.join('')}`
}

export function writeBytes(response: ServerResponse, parts: (string | Buffer)[]): void {
  const { socket } = response
  socket?.end(Buffer.concat(parts.map((part) => Buffer.from(part))))
}

/** Breaks the connection instead of an answer. */
export function onDrop<State>(
  api: Api<State>,
  applies: (reply: Reply, asked: Asked) => boolean,
): void {
  api.write.push((response, reply, asked) => {
    if (!applies(reply, asked)) return false
    response.socket?.destroy()
    return true
  })
}
