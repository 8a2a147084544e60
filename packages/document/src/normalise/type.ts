import { shown } from '@concordat/model'
import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'
import type { Dialect } from './dialect.ts'

export const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'] as const

/** Types that do not exist, and what those who write them mean. */
const MISNAMED: Readonly<Record<string, string>> = {
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  decimal: 'number',
  bool: 'boolean',
  str: 'string',
  text: 'string',
  uuid: 'string',
  date: 'string',
  datetime: 'string',
  'date-time': 'string',
  file: 'string',
  binary: 'string',
  list: 'array',
  map: 'object',
  dict: 'object',
  nil: 'null',
  none: 'null',
}

/** Makes of `type` one name or a list of names that JSON Schema has. */
export function normaliseType(draft: Draft, dialect: Dialect, context: ObjectContext) {
  if (!Object.hasOwn(draft, 'type')) return
  const written = draft.type
  if (Array.isArray(written)) {
    reportListIn30(dialect, context)
    const types = [...new Set(written.flatMap((item: unknown) => readType(item, context) ?? []))]
    if (types.length === written.length && types.every((type, index) => type === written[index]))
      return
    if (types.length === 0) delete draft.type
    else draft.type = types
    return
  }
  const type = readType(written, context)
  if (type === undefined) delete draft.type
  else if (type !== written) draft.type = type
  if (type === 'string' && written === 'file') draft.format = own(draft, 'format') ?? 'binary'
}

function reportListIn30(dialect: Dialect, context: ObjectContext) {
  if (dialect !== '3.0') return
  context.report(
    'schema-keyword-dialect',
    'In OpenAPI 3.0 `type` is one name; the list was read as OpenAPI 3.1 means it. Use `nullable`, `oneOf`, or move to 3.1.',
    'type',
  )
}

function readType(type: unknown, context: ObjectContext): string | undefined {
  if (TYPES.some((one) => one === type)) return String(type)
  if (type === null) {
    report("`type` is the value null; it was read as the name 'null'. Put it in quotes.", context)
    return 'null'
  }
  const name = typeof type === 'string' ? type.toLowerCase() : ''
  const meant =
    TYPES.find((one) => one === name) ??
    (Object.hasOwn(MISNAMED, name) ? MISNAMED[name] : undefined)
  if (meant !== undefined) {
    report(`There is no type \`${shown(type)}\`; it was read as \`${meant}\`.`, context)
    return meant
  }
  if (name === 'any') {
    report('There is no type `any`; every value is allowed. Leave `type` out.', context)
    return undefined
  }
  context.report(
    'schema-keyword-malformed',
    `There is no type \`${shown(type)}\`; \`type\` is left out. Types are ${TYPES.join(', ')}.`,
    'type',
  )
  return undefined
}

function report(message: string, context: ObjectContext) {
  context.report('schema-keyword-mistyped', message, 'type')
}
