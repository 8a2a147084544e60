import { type Check, inspection, predicate } from '../check.ts'
import { type AnySchema, forwardIssues, runChild } from '../child-schema.ts'
import { hasProperty, isJsonObject, propertyNamesOf } from '../json-value.ts'

/** `minProperties`. @see JSON Schema Validation, 6.5.2 */
export function minProperties(minimum: number): Check {
  return predicate(
    (value) => !isJsonObject(value) || propertyNamesOf(value).length >= minimum,
    `Too small: expected object to have >=${minimum} properties`,
  )
}

/** `maxProperties`. @see JSON Schema Validation, 6.5.1 */
export function maxProperties(maximum: number): Check {
  return predicate(
    (value) => !isJsonObject(value) || propertyNamesOf(value).length <= maximum,
    `Too big: expected object to have <=${maximum} properties`,
  )
}

/**
 * `dependentRequired`: where a property is there, others must be.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5.4 | JSON Schema Validation, 6.5.4}
 */
export function dependentRequired(
  dependencies: Readonly<Record<string, readonly string[]>>,
): Check {
  const entries = Object.entries(dependencies)
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    for (const [name, required] of entries) {
      if (!hasProperty(value, name)) continue
      for (const needed of required.filter((other) => !hasProperty(value, other))) {
        payload.issues.push({
          code: 'custom',
          input: value,
          path: [needed],
          message: `Required where ${JSON.stringify(name)} is present`,
        })
      }
    }
  })
}

/**
 * `dependentSchemas`: where a property is there, the whole object must match a schema.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.2.4 | JSON Schema Core, 10.2.2.4}
 */
export function dependentSchemas(dependencies: Readonly<Record<string, AnySchema>>): Check {
  const entries = Object.entries(dependencies)
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    for (const [name, schema] of entries) {
      if (hasProperty(value, name)) forwardIssues(payload, runChild(schema, value).issues)
    }
  })
}

/** `propertyNames`. @see JSON Schema Core, 10.3.2.4 */
export function propertyNames(schema: AnySchema): Check {
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    for (const name of propertyNamesOf(value)) {
      forwardIssues(payload, runChild(schema, name).issues, name)
    }
  })
}

/** One property that Zod's objects cannot read, as `__proto__`. */
export function property(name: string, schema: AnySchema, isRequired = false): Check {
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    if (hasProperty(value, name)) {
      forwardIssues(payload, runChild(schema, value[name]).issues, name)
    } else if (isRequired) {
      payload.issues.push({ code: 'custom', input: value, path: [name], message: 'Required' })
    }
  })
}
