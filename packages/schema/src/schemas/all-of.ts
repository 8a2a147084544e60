import type * as z from 'zod'
import { type AnySchema, forwardIssues, runChild } from '../child-schema.ts'
import { mergeOutputs } from './merge-outputs.ts'
import { opaque } from './opaque.ts'
import { exposePropertyValues, sharedPropertyValues } from './property-values.ts'
import type { Typed } from './typed.ts'

/** The type of a value that matches all of these. */
export type AllOutputs<Schemas extends readonly AnySchema[]> = Schemas extends readonly [
  infer First extends AnySchema,
  ...infer Rest extends readonly AnySchema[],
]
  ? Rest['length'] extends 0
    ? z.core.output<First>
    : z.core.output<First> & AllOutputs<Rest>
  : unknown

/** What is taken where all of these take it. */
export type AllInputs<Schemas extends readonly AnySchema[]> = Schemas extends readonly [
  infer First extends AnySchema,
  ...infer Rest extends readonly AnySchema[],
]
  ? Rest['length'] extends 0
    ? z.core.input<First>
    : z.core.input<First> & AllInputs<Rest>
  : unknown

/**
 * `allOf`, each schema judging the whole value. `z.intersection` lets a property pass that only one side forbids.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1 | JSON Schema Core, 10.2.1.1}
 */
export function allOf<const Schemas extends readonly AnySchema[]>(
  schemas: Schemas,
): Typed<AllOutputs<Schemas>, AllInputs<Schemas>> {
  const whole = opaque<AllOutputs<Schemas>, AllInputs<Schemas>>((payload) => {
    const { value } = payload
    let output: unknown
    for (const schema of schemas) {
      const result = runChild(schema, value)
      forwardIssues(payload, result.issues)
      if (payload.issues.length === 0) output = mergeOutputs(output, result.value)
    }
    return output
  })
  exposePropertyValues(whole, () => sharedPropertyValues(schemas))
  // Now they are there.
  return whole as Typed<AllOutputs<Schemas>, AllInputs<Schemas>>
}
