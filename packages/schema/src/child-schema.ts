import * as z from 'zod'

/**
 * Any Zod schema, of whichever flavour of the library, as Zod's own functions ask for it: to compare one with
 * `$ZodType` the compiler would have to work out what it gives.
 */
export type AnySchema = z.core.SomeType

/** A schema by the type that Zod runs. */
export function runnable(schema: AnySchema): z.core.$ZodType {
  // Every schema is one: Zod makes no others.
  return schema as z.core.$ZodType
}

/** What running a schema inside another gives: a value, and issues that are not yet put into words. */
export interface ChildResult {
  readonly value: unknown
  readonly issues: readonly z.core.$ZodRawIssue[]
}

/** How schemas that run inside others are made ready; not at all until somebody compiles. */
let prepare: ((schema: AnySchema) => AnySchema) | undefined

/** Lets schemas that run inside helpers be compiled too, each on its first use. */
export function compileChildren(compile: (schema: AnySchema) => AnySchema): void {
  prepare = compile
}

/** What `z.compile` leaves on a schema: says no by a symbol that other copies of Zod share. */
interface CompiledBag {
  readonly validator?: (value: unknown) => unknown
}

const invalid: unique symbol = Symbol.for('zod.compile.invalid')

/** Whether a schema accepts a value. Stops at the first disagreement. */
export function accepts(schema: AnySchema, value: unknown): boolean {
  if (!prepare) return z.validate(runnable(schema), value)
  const ready = prepare(schema)
  const { validator }: CompiledBag = ready._zod.bag
  // `z.validate` asks again where the compiled code says no, as a check of a stranger's could have thrown.
  return validator ? validator(value) !== invalid : z.validate(runnable(ready), value)
}

/** Runs a schema on a value that belongs to the parse under way. */
export function runChild(schema: AnySchema, value: unknown): ChildResult {
  const ready = prepare ? prepare(schema) : schema
  const result = ready._zod.run({ value, issues: [] }, { async: false })
  if (result instanceof Promise) throw new z.core.$ZodAsyncError()
  return result
}

/** Where issues are gathered. */
interface Issues {
  readonly issues: z.core.$ZodRawIssue[]
}

/** Hands a child's issues on, with the way to the child before their own paths. */
export function forwardIssues(
  payload: Issues,
  issues: readonly z.core.$ZodRawIssue[],
  ...path: readonly PropertyKey[]
): void {
  for (const issue of issues) {
    const whole = [...path, ...(issue.path ?? [])]
    const keys: unknown = issue.code === 'unrecognized_keys' && whole.length === 0 && issue.keys
    if (Array.isArray(keys)) reportUnrecognized(payload, keys, issue.input)
    // What a schema gives where it disagrees is not to be used, so its issues end the parse around it.
    else payload.issues.push({ ...issue, path: whole, continue: false })
  }
}

/**
 * Reports properties that must not be there. Not as Zod's `unrecognized_keys`: a pipe and an intersection let those
 * pass, in the belief that another schema may know the keys.
 */
export function reportUnrecognized(
  payload: Issues,
  keys: readonly unknown[],
  input: unknown,
): void {
  const listed = keys.map((key) => JSON.stringify(key)).join(', ')
  payload.issues.push({
    code: 'custom',
    input,
    message: `Unrecognized key${keys.length === 1 ? '' : 's'}: ${listed}`,
    params: { keys },
  })
}
