import type { JsonPointer } from '@concordat/core'
import {
  createParameterDecoder,
  type DecodedParameters,
  decodeParameters,
  getOwn,
  type ParameterDecoder,
  type ParameterDescriptor,
} from '@concordat/wire'
import type { OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { headerValues, type WireRequest } from '../transport/wire-exchange.ts'
import { definiteIssues, judgeBody } from './judge-body.ts'
import { lenientReadings } from './lenient-readings.ts'
import type { RequestVerdict, RequestViolation } from './request-verdict.ts'

/** Judges a request by the document alone, from its bytes: what was meant by it does not count. */
export function judgeRequest(
  operation: OperationPlan,
  request: WireRequest,
  basePath: string,
): RequestVerdict {
  const raw = rawParameters(operation, request, basePath)
  const violations: RequestViolation[] = []
  let doubtful = raw.doubtful
  // All at once: what one parameter names is not a member of another that is an exploded object.
  const decoded = decoderOf(operation)(raw)
  for (const parameter of operation.parameters) {
    const verdict = judgeParameter(operation, parameter, raw, decoded)
    if (verdict === 'ambiguous' || (verdict.length > 0 && isIgnorable(parameter.model, raw)))
      doubtful = true
    else violations.push(...verdict)
  }
  const body = judgeBody(operation, request)
  if (body === 'ambiguous') doubtful = true
  else violations.push(...body)
  if (violations.length > 0) return { verdict: 'invalid', violations }
  return { verdict: doubtful ? 'ambiguous' : 'valid', violations }
}

interface RawRequest {
  readonly path: Readonly<Record<string, string>>
  readonly query: string
  readonly headers: { get(name: string): string | null }
  /** The path does not match the template, or a percent-encoding is broken. */
  readonly doubtful: boolean
}

function rawParameters(
  operation: OperationPlan,
  request: WireRequest,
  basePath: string,
): RawRequest {
  const at = request.target.indexOf('?')
  const wholePath = at < 0 ? request.target : request.target.slice(0, at)
  const query = at < 0 ? '' : request.target.slice(at + 1)
  const path = matchTemplate(operation.path, wholePath.slice(basePath.length))
  return {
    path: path ?? {},
    query,
    headers: {
      get(name) {
        const values = headerValues(request.headers, name)
        // Written as latin-1 bytes; the text is UTF-8.
        return values.length === 0
          ? null
          : Buffer.from(values.join(', '), 'latin1').toString('utf8')
      },
    },
    doubtful: path === undefined || /%(?![0-9a-f]{2})/i.test(request.target),
  }
}

const templates = new Map<string, { readonly pattern: RegExp; readonly names: readonly string[] }>()

/** The texts of a template's variables in a path, still percent-encoded. */
export function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  let compiled = templates.get(template)
  if (compiled === undefined) {
    const names: string[] = []
    const source = template
      .split(/(\{[^{}]+\})/)
      .map((piece) => {
        if (!/^\{[^{}]+\}$/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        names.push(piece.slice(1, -1))
        return '([^/]+?)'
      })
      .join('')
    compiled = { pattern: new RegExp(`^${source}$`), names }
    templates.set(template, compiled)
  }
  const match = compiled.pattern.exec(path)
  if (!match) return undefined
  return Object.fromEntries(compiled.names.map((name, index) => [name, match[index + 1] ?? '']))
}

const decoders = new WeakMap<OperationPlan, ParameterDecoder>()

function decoderOf(operation: OperationPlan): ParameterDecoder {
  const known = decoders.get(operation)
  if (known !== undefined) return known
  const made = createParameterDecoder(operation.parameters.map(({ descriptor }) => descriptor))
  decoders.set(operation, made)
  return made
}

function judgeParameter(
  operation: OperationPlan,
  { model, descriptor }: ParameterPlan,
  raw: RawRequest,
  { issues: allIssues, values }: DecodedParameters,
): readonly RequestViolation[] | 'ambiguous' {
  const { judge } = operation.api
  // What brackets inside brackets mean is left open. @see OpenAPI 3.1, 4.8.12.2.1
  const isNested = model.style === 'deepObject' && /\[[^\]]*\]\[/.test(decodedQuery(raw.query))
  if (isNested) return 'ambiguous'
  const key = model.in === 'header' ? model.name.toLowerCase() : model.name
  const issues = allIssues.filter(({ in: place, path }) => place === model.in && path[0] === key)
  const decoded = getOwn(values[model.in], key)
  const violation = (keyword: string, pointer: JsonPointer, message: string): RequestViolation => ({
    in: model.in,
    name: model.name,
    keyword,
    pointer,
    message,
  })
  if (decoded === undefined) {
    const first = issues[0]
    if (first === undefined) return []
    if (first.code === 'missing') {
      // An encoder has no way to say an empty array: left out and empty look alike.
      return isComposite(descriptor) && judge.accepts(model.schema.pointer, [], 'request')
        ? 'ambiguous'
        : [violation('required', model.pointer, `\`${model.name}\` is required in ${model.in}`)]
    }
    if (first.code === 'duplicate') return 'ambiguous'
    if (first.code === 'malformed' && model.content === undefined) return 'ambiguous'
    if (isLenientlyRead(operation, { model, descriptor }, raw)) return 'ambiguous'
    return [violation('type', `${model.schema.pointer}/type`, first.message)]
  }
  const broken = judge.issues(model.schema.pointer, decoded, 'request')
  if (broken.length === 0) return []
  // Which of a query's pairs are members of an object that is spread over it, nobody can tell.
  const isSpread =
    model.style === 'form' &&
    model.explode &&
    typeof decoded === 'object' &&
    !Array.isArray(decoded)
  const definite = definiteIssues(broken).filter(
    ({ keyword }) =>
      !isSpread || (keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties'),
  )
  if (definite.length === 0) return 'ambiguous'
  if (isLenientlyRead(operation, { model, descriptor }, raw)) return 'ambiguous'
  return definite.map((issue) => violation(issue.keyword, issue.pointer, issue.message))
}

/** Headers that a server may leave out of account when it cannot read them. @see RFC 9110, 12.5, 13.1 and 14.2 */
const negotiable =
  /^(range|if-range|if-none-match|if-(un)?modified-since|accept(-[a-z]+)?|prefer|cache-control|user-agent|referer|origin|traceparent|tracestate|baggage)$/i

function isIgnorable(
  { in: place, name }: ParameterPlan['model'],
  { headers }: RawRequest,
): boolean {
  return place === 'header' && negotiable.test(name) && headers.get(name) !== null
}

function decodedQuery(query: string): string {
  return query.replace(/%5B/gi, '[').replace(/%5D/gi, ']')
}

function isComposite(descriptor: ParameterDescriptor): boolean {
  return typeof descriptor.shape === 'object'
}

/** Whether some reading of the text that a sensible server could take is valid. */
function isLenientlyRead(
  operation: OperationPlan,
  { model, descriptor }: ParameterPlan,
  raw: RawRequest,
): boolean {
  const plain = { ...descriptor, shape: 'string' as const }
  const { style: _, explode: __, ...textual } = plain
  const { values } = decodeParameters([model.style === 'deepObject' ? textual : plain], raw)
  const key = model.in === 'header' ? model.name.toLowerCase() : model.name
  const text = getOwn(values[model.in], key)
  if (typeof text !== 'string') return false
  // An empty text that may stand for nothing at all: only where texts, or empty values, are allowed.
  if (text === '' && !model.required && (model.allowEmptyValue || !isStrict(descriptor)))
    return true
  if (isObjectOnly(descriptor)) return true
  // What parsers make of more digits than a double can hold, nobody says.
  if (/^[-+]?\d+$/.test(text) && !Number.isFinite(Number(text))) return true
  return lenientReadings(text).some((reading) =>
    operation.api.judge.accepts(model.schema.pointer, reading, 'request'),
  )
}

/** Whether a parameter is a number or a boolean and nothing else. */
function isStrict({ shape }: ParameterDescriptor): boolean {
  return shape === 'integer' || shape === 'number' || shape === 'boolean'
}

/** Texts of objects can be read in so many ways that nothing is concluded from a broken one. */
function isObjectOnly({ shape, content }: ParameterDescriptor): boolean {
  return content === undefined && typeof shape === 'object' && 'object' in shape
}
