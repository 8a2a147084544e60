import * as z from 'zod'
import { type AnySchema, accepts, forwardIssues, runChild, runnable } from '../child-schema.ts'
import { opaque } from '../schemas/opaque.ts'
import { exposePropertyValues } from '../schemas/property-values.ts'

/** Schemas within a schema beyond which it is compiled by itself rather than into each that uses it. */
const largestInline = 200

/** A schema made ready, and how much code it becomes. */
interface Prepared {
  readonly schema: AnySchema
  readonly size: number
}

const prepared = new WeakMap<AnySchema, Prepared>()

/**
 * A schema with the same verdicts and outputs that can be compiled: `z.compile` gives up on schemas that lead back to
 * themselves and on `z.xor`, and writes out a shared schema wherever it is used. All three become calls.
 */
export function compilableSchema(schema: AnySchema): AnySchema {
  return prepare(schema, new Set()).schema
}

function prepare(schema: AnySchema, around: Set<AnySchema>): Prepared {
  const known = prepared.get(schema)
  if (known) return known
  around.add(schema)
  const made = rebuild(schema, (child) => part(child, around))
  around.delete(schema)
  prepared.set(schema, made)
  return made
}

/** A schema as it stands within another. */
function part(child: AnySchema, around: Set<AnySchema>): Prepared {
  if (around.has(child)) return { schema: call(child), size: 1 }
  const made = prepare(child, around)
  return made.size > largestInline && isContainer(child) ? { schema: call(child), size: 1 } : made
}

/** A schema that is run by itself, compiled once for all who use it. */
function call(target: AnySchema): AnySchema {
  const schema = opaque((payload) => {
    const result = runChild(target, payload.value)
    forwardIssues(payload, result.issues)
    return result.value
  })
  exposePropertyValues(schema, () => target._zod.propValues)
  return schema
}

/** Kinds of which a value is always there, so that a call can stand for them. */
function isContainer(schema: AnySchema): boolean {
  return ['object', 'array', 'tuple', 'record', 'union', 'intersection'].includes(
    schema._zod.def.type,
  )
}

type Part = (child: AnySchema) => Prepared

/** The schema with its parts made ready; itself where nothing changed. */
function rebuild(schema: AnySchema, ready: Part): Prepared {
  // The kinds of Zod, told apart by `def.type`.
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape).map(([name, child]) => [name, ready(child)] as const)
      const catchall = def.catchall && ready(def.catchall)
      return renewed(schema, [...shape.map(([, item]) => item), catchall], {
        shape: fromEntries(shape),
        ...(catchall && { catchall: catchall.schema }),
      })
    }
    case 'array': {
      const element = ready(def.element)
      return renewed(schema, [element], { element: element.schema })
    }
    case 'tuple': {
      const items = def.items.map((item) => ready(item))
      const rest = def.rest ? ready(def.rest) : undefined
      const changed = { items: items.map((item) => item.schema), rest: rest?.schema ?? null }
      return renewed(schema, [...items, rest], changed)
    }
    case 'record': {
      const valueType = ready(def.valueType)
      return renewed(schema, [valueType], { valueType: valueType.schema })
    }
    case 'union': {
      // Discriminated unions say that they are exclusive, too.
      if (def.inclusive === false && !('discriminator' in def)) {
        return { schema: withChecksOf(schema, exclusive(schema, def.options)), size: 1 }
      }
      const options = def.options.map((option) => ready(option))
      return renewed(schema, options, { options: options.map((option) => option.schema) })
    }
    case 'intersection': {
      const left = ready(def.left)
      const right = ready(def.right)
      return renewed(schema, [left, right], { left: left.schema, right: right.schema })
    }
    case 'optional':
    case 'nullable': {
      const innerType = ready(def.innerType)
      return renewed(schema, [innerType], { innerType: innerType.schema })
    }
    case 'pipe': {
      const out = ready(def.out)
      return renewed(schema, [out], { out: out.schema })
    }
    case 'lazy':
      return def.checks?.length ? { schema, size: 1 } : ready(def.getter())
    default:
      return { schema, size: 1 }
  }
}

function renewed(
  schema: AnySchema,
  parts: readonly (Prepared | undefined)[],
  changed: object,
): Prepared {
  const size = parts.reduce((sum, item) => sum + (item?.size ?? 0), 1)
  // A definition is known by its kind alone; what is changed has the kind of what it replaces.
  const def = { ...schema._zod.def, ...changed } as typeof schema._zod.def
  const made = z.core.clone(runnable(schema), def)
  // A clone knows the values of its properties by its kind, not those that the original was told.
  if (def.type === 'pipe') exposePropertyValues(made, () => schema._zod.propValues)
  return { schema: made, size }
}

function fromEntries(shape: readonly (readonly [string, Prepared])[]): object {
  const made: Record<string, AnySchema> = {}
  for (const [name, { schema }] of shape) {
    // A plain assignment of `__proto__` would set the prototype.
    Object.defineProperty(made, name, {
      value: schema,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return made
}

/** `z.xor` by asking each option for yes or no; only a disagreement is put into words. */
function exclusive(schema: AnySchema, options: readonly AnySchema[]): AnySchema {
  return opaque((payload) => {
    const { value } = payload
    let match: AnySchema | undefined
    for (const option of options) {
      if (!accepts(option, value)) continue
      if (match) return refuse(schema, payload)
      match = option
    }
    return match ? runChild(match, value).value : refuse(schema, payload)
  })
}

/** A schema that stands for another must pass the checks that the other was given. */
function withChecksOf(schema: AnySchema, replacement: AnySchema): AnySchema {
  const { checks } = schema._zod.def
  if (!checks?.length) return replacement
  return z.core.clone(runnable(replacement), { ...replacement._zod.def, checks })
}

function refuse(schema: AnySchema, payload: z.core.ParsePayload<unknown>): unknown {
  const result = schema._zod.run({ value: payload.value, issues: [] }, { async: false })
  if (!(result instanceof Promise)) forwardIssues(payload, result.issues)
  return payload.value
}
