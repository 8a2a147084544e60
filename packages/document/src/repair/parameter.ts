import { type JsonPointer, joinPointer } from '@concordat/core'
import { shown } from '@concordat/model'
import { type Draft, isDraft, own } from '../bundle/draft.ts'
import { TYPES } from '../normalise/type.ts'
import type { RepairContext } from './repair-context.ts'

/** Styles that a location allows. @see https://spec.openapis.org/oas/v3.1.1#style-values */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
}

/**
 * Mends one parameter in place. Says `false` when it cannot mean anything.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#parameter-object | Parameter Object}
 */
export function repairParameter(
  parameter: Draft,
  pointer: JsonPointer,
  context: RepairContext,
): boolean {
  const { name, in: location } = parameter
  if (typeof name !== 'string' || typeof location !== 'string') {
    context.report({
      id: 'parameter-malformed',
      message: 'A parameter needs a `name` and an `in`; this one is left out.',
      pointer,
    })
    return false
  }
  const styles = Object.hasOwn(STYLES, location) ? STYLES[location] : undefined
  if (!styles) {
    reportLocation(name, location, pointer, context)
    return false
  }
  if (location === 'path' && parameter.required !== true) {
    context.report({
      id: 'path-parameter-optional',
      message: `The path parameter \`${name}\` does not say \`required: true\`; it is read as required.`,
      pointer,
    })
    parameter.required = true
  }
  repairStyle(parameter, styles, pointer, context)
  repairSchemaOrContent(parameter, pointer, context)
  return true
}

function reportLocation(
  name: string,
  location: string,
  pointer: JsonPointer,
  context: RepairContext,
) {
  if (location === 'querystring') {
    context.report({
      id: 'document-feature-unsupported',
      message: `The parameter \`${name}\` is \`in: querystring\`, which OpenAPI 3.2 added; it is left out.`,
      pointer,
    })
    return
  }
  const advice = location === 'body' || location === 'formData' ? ' Say it by `requestBody`.' : ''
  context.report({
    id: 'parameter-malformed',
    message: `The parameter \`${name}\` is in \`${location}\`; a parameter is in path, query, header or cookie. It is left out.${advice}`,
    pointer: joinPointer(pointer, 'in'),
  })
}

function repairStyle(
  parameter: Draft,
  styles: readonly string[],
  pointer: JsonPointer,
  context: RepairContext,
) {
  const style = own(parameter, 'style')
  if (style === undefined || (typeof style === 'string' && styles.includes(style))) return
  context.report({
    id: 'parameter-style-invalid',
    message: `\`style: ${shown(style)}\` is not one that a ${shown(parameter.in)} parameter can have (${styles.join(', ')}); \`${styles[0]}\` is read.`,
    pointer: joinPointer(pointer, 'style'),
  })
  delete parameter.style
}

/** A parameter is said by a schema, or by the one media type of its content. */
function repairSchemaOrContent(parameter: Draft, pointer: JsonPointer, context: RepairContext) {
  const content = own(parameter, 'content')
  const report = (message: string, key?: string) =>
    context.report({
      id: 'parameter-schema-missing',
      message,
      pointer: key === undefined ? pointer : joinPointer(pointer, key),
    })
  if (own(parameter, 'schema') !== undefined) {
    if (content === undefined) return
    report('`content` is ignored beside `schema`.', 'content')
    delete parameter.content
    return
  }
  const mediaTypes = isDraft(content) ? Object.keys(content) : []
  if (mediaTypes.length === 1) return
  if (mediaTypes.length > 1 && isDraft(content)) {
    report('`content` has more than one media type; the first is read.', 'content')
    for (const extra of mediaTypes.slice(1)) delete content[extra]
    return
  }
  if (TYPES.some((type) => type === parameter.type)) {
    report('`type` stands in the parameter itself; it was read as its `schema`.', 'type')
    delete parameter.content
    parameter.schema = takeSchema(parameter)
    return
  }
  report('There is neither `schema` nor `content`; any value is allowed.')
  delete parameter.content
  parameter.schema = {}
}

/** What Swagger 2.0 says in the parameter itself. */
const SCHEMA_MEMBERS = [
  'type',
  'format',
  'enum',
  'default',
  'minimum',
  'maximum',
  'pattern',
  'minLength',
  'maxLength',
]

function takeSchema(parameter: Draft): Draft {
  const schema: Draft = {}
  for (const key of SCHEMA_MEMBERS) {
    if (!Object.hasOwn(parameter, key)) continue
    schema[key] = parameter[key]
    delete parameter[key]
  }
  return schema
}
