import type { Api, BodyRules, Context, Operation, Refusal, Step } from './api.ts'
import { isRefusal } from './api.ts'
import type { Asked } from './asked.ts'
import { type ReadParameters, readParameters } from './parameter.ts'
import type { Reply } from './reply.ts'
import { faultsOf } from './shape.ts'

type Outcome = Refusal | Reply | undefined

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names = template.split('/')
  const parts = path.split('/')
  if (names.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (!name.startsWith('{')) {
      if (name !== part) return undefined
    } else if (part === '') return undefined
    else params[name.slice(1, -1)] = decode(part)
  }
  return params
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Not percent-encoding: the raw text, which no shape of an id allows.
    return part
  }
}

function authenticate<State>(
  api: Api<State>,
  operation: Operation<State>,
  asked: Asked,
): string | Refusal {
  if (operation.security.length === 0) return ''
  let bad = false
  for (const alternative of operation.security) {
    const found = alternative.map((scheme) => api.schemes[scheme]?.(asked, api.state))
    if (found.every((principal) => typeof principal === 'string')) return found[0] ?? ''
    bad ||= found.includes(null)
  }
  return {
    kind: 'unauthorized',
    message: bad ? 'The credential is not valid.' : 'A credential is needed.',
  }
}

/** The documented media type that an Accept header likes best, or undefined. */
export function negotiate(
  accept: string | undefined,
  produces: readonly string[],
): string | undefined {
  if (accept === undefined || accept.trim() === '') return produces[0]
  const ranges = accept.split(',').map((text) => {
    const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return { range, quality: quality === undefined ? 1 : Number(quality.slice(2)) }
  })
  const qualityOf = (type: string): number => {
    const group = `${type.split('/')[0]}/*`
    for (const range of [type, group, '*/*']) {
      const found = ranges.find((entry) => entry.range === range)
      if (found) return found.quality
    }
    return 0
  }
  const best = produces.toSorted((a, b) => qualityOf(b) - qualityOf(a))[0]
  return best !== undefined && qualityOf(best) > 0 ? best : undefined
}

function readForm(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}

function readBody(
  rules: BodyRules,
  asked: Asked,
  context: Pick<Context<unknown>, 'body' | 'mediaType'>,
): Outcome {
  const contentType = asked.headers['content-type']
  const empty = asked.body.length === 0
  if (empty && contentType === undefined) {
    return rules.required ? { kind: 'malformed', message: 'A body is needed.' } : undefined
  }
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const coding = asked.headers['content-encoding'] ?? 'identity'
  if (!Object.hasOwn(rules.content, mediaType) || coding !== 'identity') {
    return { kind: 'media-type', message: `Send one of ${Object.keys(rules.content).join(', ')}.` }
  }
  if (asked.oversized || asked.body.length > rules.mostBytes) {
    return { kind: 'too-large', message: `A body has at most ${rules.mostBytes} bytes.` }
  }
  context.mediaType = mediaType
  const shape = rules.content[mediaType]
  if (!shape) {
    context.body = asked.body
    return empty && rules.required ? { kind: 'malformed', message: 'A body is needed.' } : undefined
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(asked.body)
    context.body =
      mediaType === 'application/x-www-form-urlencoded' ? readForm(text) : JSON.parse(text)
  } catch {
    return { kind: 'malformed', message: 'The body cannot be read.' }
  }
  const faults = faultsOf(context.body, shape)
  return faults.length > 0
    ? { kind: 'invalid', message: 'The body is not as documented.', faults }
    : undefined
}

function takeStep<State>(
  step: Step,
  api: Api<State>,
  operation: Operation<State>,
  context: Context<State> & { caller: string },
  read: ReadParameters,
): Outcome {
  const { asked } = context
  switch (step) {
    case 'authenticate': {
      const caller = authenticate(api, operation, asked)
      if (typeof caller !== 'string') return caller
      context.caller = asked.caller = caller
      return undefined
    }
    case 'parameters':
      return read.faults.length > 0
        ? {
            kind: 'parameters',
            message: 'The parameters are not as documented.',
            faults: read.faults,
          }
        : undefined
    case 'accept': {
      if (!operation.produces) return undefined
      const produce = negotiate(asked.headers.accept, operation.produces)
      if (produce === undefined)
        return { kind: 'not-acceptable', message: `There is ${operation.produces.join(', ')}.` }
      context.produce = produce
      return undefined
    }
    case 'find':
      return operation.find?.(context)
    case 'body':
      return operation.body && readBody(operation.body, asked, context)
  }
}

function decide<State>(api: Api<State>, asked: Asked): Refusal | Reply {
  for (const look of api.before) {
    const reply = look(asked, api.state)
    if (reply) return reply
  }
  const path = asked.path.startsWith(api.base) ? asked.path.slice(api.base.length) : ''
  const here = Object.entries(api.operations).filter(([, { path: template }]) =>
    matchPath(template, path),
  )
  if (here.length === 0) return { kind: 'not-found', message: 'There is nothing here.' }
  const documented = here.find(([, { method }]) => method === asked.method)
  // GET and HEAD are for every resource (RFC 9110, 9.1), whether the document speaks of HEAD or not.
  const found =
    documented ??
    (asked.method === 'HEAD' ? here.find(([, { method }]) => method === 'GET') : undefined)
  if (!found) {
    const methods = here.map(([, { method }]) => method)
    const allow =
      methods.includes('GET') && !methods.includes('HEAD') ? [...methods, 'HEAD'] : methods
    return { kind: 'method', message: `${asked.method} is not allowed.`, allow }
  }
  const [operationId, operation] = found
  asked.operation = operationId
  asked.params = matchPath(operation.path, path) ?? {}
  const read = readParameters(operation.parameters, asked)
  const context = {
    asked,
    state: api.state,
    caller: '',
    path: read.path,
    query: read.query,
    header: read.header,
    body: undefined,
    mediaType: '',
    produce: operation.produces?.[0] ?? '',
  }
  for (const step of api.order) {
    const outcome = takeStep(step, api, operation, context, read)
    if (outcome) return outcome
  }
  return operation.run(context)
}

/** What the server answers to a request. */
export function answer<State>(api: Api<State>, asked: Asked): Reply {
  const outcome = decide(api, asked)
  let reply = isRefusal(outcome) ? api.refuse(outcome, asked) : outcome
  for (const change of api.after) reply = change(reply, asked, api.state)
  return reply
}
