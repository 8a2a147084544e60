import type * as z from 'zod'
import { type AnySchema, forwardIssues, runChild } from '../child-schema.ts'
import { opaque } from './opaque.ts'

/**
 * A schema that is declared further down. Unlike `z.lazy` it is not looked into, so that what stands around it can be
 * compiled; its type is given, as TypeScript cannot infer one from itself.
 */
export function lazy<Output, Input = Output>(schema: () => AnySchema): z.ZodType<Output, Input> {
  let found: AnySchema | undefined
  return opaque<Output, Input>((payload) => {
    found ??= schema()
    const result = runChild(found, payload.value)
    forwardIssues(payload, result.issues)
    return result.value
  })
}
