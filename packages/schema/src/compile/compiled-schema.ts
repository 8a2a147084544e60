import * as z from 'zod'
import type { AnySchema } from '../child-schema.ts'
import { compilableSchema } from './compilable-schema.ts'

const compiled = new WeakMap<AnySchema, AnySchema>()

/** A schema compiled to code, once; itself where that cannot be done. */
export function compiledSchema(schema: AnySchema): AnySchema {
  const known = compiled.get(schema)
  if (known) return known
  const made = z.compile(compilableSchema(schema))
  compiled.set(schema, made)
  return made
}

/** Whether the run time lets code be generated: many at the edge do not. */
export function canCompile(): boolean {
  return z.core.util.allowsEval.value
}
