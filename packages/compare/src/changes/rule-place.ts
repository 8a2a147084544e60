import type { SchemaModel } from '@concordat/model'
import type { Cell } from '../schema/cell.ts'
import type { Failure } from '../schema/include/comparison.ts'
import { target } from '../schema/same.ts'

/** The schema object that says a rule, among schemas and those that judge the same value with them. */
export function ruleSchema(
  schemas: readonly SchemaModel[],
  failure: Failure,
): SchemaModel | undefined {
  const says = tests[failure.keyword]
  const found = says && partsOf(schemas).find((node) => says(node, failure))
  const [first] = schemas
  return found ?? (first && target(first))
}

function partsOf(schemas: readonly SchemaModel[]): readonly SchemaModel[] {
  const seen = new Set(schemas)
  for (const node of seen) {
    const { condition, whenTrue, whenFalse } = node.conditional ?? {}
    const parts = [
      node.ref,
      node.dynamicRef,
      ...(node.allOf ?? []),
      ...(node.oneOf ?? []),
      ...(node.anyOf ?? []),
      condition,
      whenTrue,
      whenFalse,
      ...(node.dependentSchemas?.values() ?? []),
    ]
    for (const part of parts) if (part) seen.add(part)
  }
  return [...seen].filter(({ pointer, uri }) => pointer !== '' || uri !== '')
}

type Test = (node: SchemaModel, failure: Failure) => boolean

const same =
  (keyword: keyof SchemaModel & keyof Cell): Test =>
  (node, { other }) =>
    node[keyword] !== undefined && node[keyword] === other?.[keyword]

const tests: { readonly [Keyword in Failure['keyword']]?: Test } = {
  type: (node) => node.types !== undefined,
  enum: (node) => node.values !== undefined,
  integer: (node) => node.types?.includes('integer') ?? false,
  minimum: (node) => node.minimum !== undefined || node.exclusiveMinimum !== undefined,
  maximum: (node) => node.maximum !== undefined || node.exclusiveMaximum !== undefined,
  multipleOf: (node, { subject }) => String(node.multipleOf) === subject,
  minLength: same('minLength'),
  maxLength: same('maxLength'),
  pattern: (node, { subject }) => node.pattern === subject,
  format: (node, { subject }) => node.format === subject,
  minItems: same('minItems'),
  maxItems: same('maxItems'),
  uniqueItems: (node) => node.uniqueItems === true,
  contains: (node, { schema }) => node.contains === schema,
  required: (node, { subject = '' }) => node.required?.includes(subject) ?? false,
  minProperties: same('minProperties'),
  maxProperties: same('maxProperties'),
  propertyNames: (node, { schema }) => node.propertyNames === schema,
  additionalProperties: (node, { schema }) =>
    node.additionalProperties === schema || node.unevaluatedProperties === schema,
  patternProperties: (node, { subject = '' }) => node.patternProperties?.has(subject) ?? false,
  dependentRequired: (node) => node.dependentRequired !== undefined,
  not: (node, { schema }) =>
    node.not === schema || (node.oneOf?.some((one) => one === schema) ?? false),
}
