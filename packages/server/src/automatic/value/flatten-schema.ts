import type { Drawing } from './drawing.ts'
import { exclusiveBranch } from './exclusive-branch.ts'
import { isObject, type JsonSchema, type SchemaObject, schemasIn } from './json-schema.ts'
import { mergeSchemas, Unsatisfiable } from './merge-schemas.ts'
import { integerBetween } from './random.ts'
import { resolvePointer } from './resolve-pointer.ts'

const tooMany = 200

/**
 * Makes of a schema one without `$ref`, `allOf`, `anyOf`, `oneOf` and `if`, by following, joining and choosing.
 *
 * @param use is handed one flat schema after the other until it does not throw {@link Unsatisfiable}.
 */
export function withFlatSchema<T>(
  schema: JsonSchema,
  drawing: Drawing,
  use: (flat: SchemaObject) => T,
): T {
  return expand(schema, drawing, 0, use)
}

function expand<T>(
  schema: JsonSchema,
  drawing: Drawing,
  steps: number,
  use: (flat: SchemaObject) => T,
): T {
  if (schema === false || steps > tooMany) throw new Unsatisfiable('no value is allowed')
  if (schema === true) return use({})
  const {
    $ref,
    $dynamicRef,
    allOf,
    anyOf,
    oneOf,
    if: condition,
    then,
    else: otherwise,
    ...rest
  } = schema
  const next = (more: JsonSchema): T => expand(more, drawing, steps + 1, use)
  const reference = $ref ?? $dynamicRef
  if (typeof reference === 'string') {
    const { $ref: _ref, $dynamicRef: _dynamicRef, ...siblings } = schema
    const target = resolvePointer(drawing.document, reference)
    if (target === undefined) return next(siblings)
    return next(mergeSchemas(target as JsonSchema, siblings))
  }
  // Before `allOf`: schemas that each have alternatives are joined by keeping one list here and one in `allOf`.
  if (anyOf !== undefined || oneOf !== undefined) {
    const keyword = oneOf === undefined ? 'anyOf' : 'oneOf'
    const { [keyword]: _chosen, discriminator, ...others } = schema
    const branches = schemasIn(schema[keyword])
    const isExclusive = keyword === 'oneOf' && drawing.vary && drawing.random() < 0.5
    const choices = order(branches, drawing).map((branch) => {
      const whole = tagged(branch, discriminator)
      if (whole !== branch || !isExclusive) return whole
      const alone = branches.filter((other) => other !== branch)
      return { allOf: [branch, exclusiveBranch(branch, alone, drawing)] }
    })
    // A branch that has a value of its own where the discriminator would name it goes by its own.
    return firstThatWorks(discriminator ? [...choices, ...branches] : choices, (branch) =>
      next(mergeSchemas(others, withoutRef(branch, drawing))),
    )
  }
  if (allOf !== undefined) {
    const { allOf: _allOf, ...others } = schema
    return next(
      schemasIn(allOf).reduce(
        (joined, part) => mergeSchemas(joined, withoutRef(part, drawing)),
        others,
      ),
    )
  }
  if (condition !== undefined) {
    const alternatives = [
      [condition, then ?? true],
      [otherwise ?? true, true],
    ]
    return firstThatWorks(order(alternatives, drawing), (parts) =>
      next(
        schemasIn(parts).reduce(
          (joined, part) => mergeSchemas(joined, withoutRef(part, drawing)),
          rest,
        ),
      ),
    )
  }
  return use(rest)
}

/** References must be followed before schemas are joined: a join keeps only one `$ref`. */
function withoutRef(schema: JsonSchema, drawing: Drawing): JsonSchema {
  let current = schema
  for (let hops = 0; hops < tooMany; hops++) {
    if (typeof current === 'boolean' || typeof current.$ref !== 'string') return current
    const { $ref, ...siblings } = current
    const target = resolvePointer(drawing.document, $ref)
    if (typeof target !== 'boolean' && !isObject(target)) return siblings
    if (isObject(target) && typeof target.$ref === 'string' && Object.keys(siblings).length > 0)
      return { allOf: [target, siblings] }
    current = mergeSchemas(target, siblings)
  }
  throw new Unsatisfiable('references in a circle')
}

/** Adds the property that tells alternatives apart, where the document names it. @see OpenAPI 3.1, 4.8.25 */
function tagged(branch: JsonSchema, discriminator: unknown): JsonSchema {
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') return branch
  if (!isObject(branch) || typeof branch.$ref !== 'string') return branch
  const reference = branch.$ref
  const name = reference.split('/').at(-1) ?? ''
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : []
  const mapped = mapping.find(([, target]) => target === reference || target === name)
  const property = discriminator.propertyName
  return {
    allOf: [
      branch,
      { properties: { [property]: { const: mapped?.[0] ?? name } }, required: [property] },
    ],
  }
}

/** The first drawing takes alternatives as they are written, later ones begin anywhere. */
function order<T>(alternatives: readonly T[], drawing: Drawing): readonly T[] {
  if (!drawing.vary || alternatives.length < 2) return alternatives
  const start = integerBetween(drawing.random, 0, alternatives.length - 1)
  return [...alternatives.slice(start), ...alternatives.slice(0, start)]
}

function firstThatWorks<A, T>(alternatives: readonly A[], use: (alternative: A) => T): T {
  for (const alternative of alternatives) {
    try {
      return use(alternative)
    } catch (error) {
      if (!(error instanceof Unsatisfiable)) throw error
    }
  }
  throw new Unsatisfiable('no alternative works')
}
