import type { SchemaModel } from '@concordat/model'
import { type Code, code, literal } from '../../code-writer.ts'
import type { TypeSet } from '../facts/type-set.ts'
import type { EmitContext, FormatName } from './emit-context.ts'
import { type Expression, plainExpression } from './expression.ts'

const stringType: TypeSet = new Set(['string'] as const)

/** Formats that Zod's own words judge as the specification does. */
const zodFormats: ReadonlyMap<string, Code> = new Map([
  ['date', code`z.iso.date()`],
  ['ipv4', code`z.ipv4()`],
  ['ipv6', code`z.ipv6()`],
])

const runtimeFormats: ReadonlyMap<string, FormatName> = new Map<string, FormatName>([
  ['date-time', 'dateTime'],
  ['duration', 'duration'],
  ['email', 'email'],
  ['hostname', 'hostname'],
  ['idn-email', 'idnEmail'],
  ['idn-hostname', 'idnHostname'],
  ['iri', 'iri'],
  ['iri-reference', 'iriReference'],
  ['json-pointer', 'jsonPointer'],
  ['regex', 'regex'],
  ['relative-json-pointer', 'relativeJsonPointer'],
  ['time', 'time'],
  ['uri', 'uri'],
  ['uri-reference', 'uriReference'],
  ['uri-template', 'uriTemplate'],
  ['uuid', 'uuid'],
])

/** Whether a schema has a keyword about strings. */
export function judgesStrings(node: SchemaModel, context: EmitContext): boolean {
  return (
    (node.minLength ?? 0) > 0 ||
    node.maxLength !== undefined ||
    node.pattern !== undefined ||
    formatOf(node, context) !== undefined
  )
}

/** `z.string()` with its lengths, its pattern and its format. */
export function emitString(node: SchemaModel, context: EmitContext): Expression {
  const format = formatOf(node, context)
  const native = format === undefined ? undefined : zodFormats.get(format)
  let result = native ?? code`z.string()`
  // What is too long is not looked at any further: a pattern takes its time for every character.
  const ending = node.pattern === undefined ? code`` : code`, { abort: true }`
  if ((node.minLength ?? 0) > 0) result = code`${result}.min(${literal(node.minLength)}${ending})`
  if (node.maxLength !== undefined) {
    result = code`${result}.max(${literal(node.maxLength)}${ending})`
  }
  if (node.pattern !== undefined)
    result = code`${result}${patternCall(node, node.pattern, context)}`
  const check = format === undefined ? undefined : runtimeFormats.get(format)
  if (check) result = code`${result}.check(${context.runtime(check)}())`
  return plainExpression(result, stringType, {
    isBare: !judgesStrings(node, context),
    ...(native ? {} : { type: code`z.ZodString` }),
  })
}

function formatOf(node: SchemaModel, context: EmitContext): string | undefined {
  const { format } = node
  if (format === undefined || !(context.formats || node.assertsFormat)) return undefined
  return zodFormats.has(format) || runtimeFormats.has(format) ? format : undefined
}

function patternCall(node: SchemaModel, source: string, context: EmitContext): Code {
  const plan = context.pattern(node, 'pattern', source)
  if (plan.kind === 'native') return code`.regex(${plan.code})`
  if (plan.kind !== 'linear') return code``
  return code`.check(${context.runtime('pattern')}(${plan.source}))`
}
