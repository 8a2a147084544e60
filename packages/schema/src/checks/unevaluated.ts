import { type Check, inspection } from '../check.ts'
import { type AnySchema, forwardIssues, reportUnrecognized, runChild } from '../child-schema.ts'
import { type Evaluates, evaluate } from '../evaluation/evaluation.ts'
import { isJsonObject, propertyNamesOf } from '../json-value.ts'

/**
 * `unevaluatedProperties`: properties that no other keyword judged match a schema, or must not be there.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-11.3 | JSON Schema Core, 11.3}
 */
export function unevaluatedProperties(evaluates: Evaluates, schema?: AnySchema): Check {
  return inspection((payload) => {
    const { value } = payload
    if (!isJsonObject(value)) return
    const evaluated = evaluate(evaluates, value)
    if (evaluated.everyName) return
    const rest = propertyNamesOf(value).filter((name) => !evaluated.names.has(name))
    if (schema) {
      for (const name of rest) {
        forwardIssues(payload, runChild(schema, value[name]).issues, name)
      }
    } else if (rest.length > 0) {
      reportUnrecognized(payload, rest, value)
    }
  })
}

/**
 * `unevaluatedItems`: items that no other keyword judged match a schema, or must not be there.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-11.2 | JSON Schema Core, 11.2}
 */
export function unevaluatedItems(evaluates: Evaluates, schema?: AnySchema): Check {
  return inspection((payload) => {
    const { value } = payload
    if (!Array.isArray(value)) return
    const evaluated = evaluate(evaluates, value)
    value.forEach((item: unknown, index) => {
      if (index < evaluated.itemsBelow || evaluated.indexes.has(index)) return
      if (schema) forwardIssues(payload, runChild(schema, item).issues, index)
      else {
        payload.issues.push({
          code: 'custom',
          input: item,
          path: [index],
          message: 'Unrecognized item',
        })
      }
    })
  })
}
