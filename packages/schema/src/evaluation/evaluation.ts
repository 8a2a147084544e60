import type { TextPattern } from '../checks/pattern-properties.ts'
import { type AnySchema, accepts } from '../child-schema.ts'
import { hasProperty, isJsonObject } from '../json-value.ts'

/** Properties and items of one value that some keyword has judged. */
export interface Evaluated {
  readonly names: Set<string>
  everyName: boolean
  readonly indexes: Set<number>
  /** Items before this index are judged. */
  itemsBelow: number
}

/**
 * Notes what a schema evaluates of a value that it accepts.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-11 | JSON Schema Core, 11}
 */
export type Evaluates = (value: unknown, evaluated: Evaluated) => void

/** Declared properties. */
export function names(...declared: readonly string[]): Evaluates {
  return (_value, evaluated) => {
    for (const name of declared) evaluated.names.add(name)
  }
}

/** Properties whose names match a pattern. */
export function namesLike(...patterns: readonly TextPattern[]): Evaluates {
  return (value, evaluated) => {
    if (!isJsonObject(value)) return
    for (const name of Object.keys(value)) {
      if (patterns.some((pattern) => pattern.test(name))) evaluated.names.add(name)
    }
  }
}

/** All properties, as `additionalProperties` and `unevaluatedProperties` do. */
export function everyName(): Evaluates {
  return (_value, evaluated) => {
    evaluated.everyName = true
  }
}

/** The items that `prefixItems` is about. */
export function firstItems(count: number): Evaluates {
  return (_value, evaluated) => {
    evaluated.itemsBelow = Math.max(evaluated.itemsBelow, count)
  }
}

/** All items, as `items` and `unevaluatedItems` do. */
export function everyItem(): Evaluates {
  return firstItems(Number.POSITIVE_INFINITY)
}

/** The items that `contains` found. */
export function itemsLike(schema: AnySchema): Evaluates {
  return (value, evaluated) => {
    if (!Array.isArray(value)) return
    value.forEach((item: unknown, index) => {
      if (accepts(schema, item)) evaluated.indexes.add(index)
    })
  }
}

/** What a branch evaluates where it accepts the value, and what another does where not. */
export function when(
  schema: AnySchema,
  accepted: Evaluates | undefined,
  refused?: Evaluates,
): Evaluates {
  return (value, evaluated) => {
    const chosen = accepts(schema, value) ? accepted : refused
    chosen?.(value, evaluated)
  }
}

/** What is evaluated where a property is there. */
export function whenHas(name: string, evaluates: Evaluates): Evaluates {
  return (value, evaluated) => {
    if (isJsonObject(value) && hasProperty(value, name)) evaluates(value, evaluated)
  }
}

/** All of these. */
export function each(...parts: readonly Evaluates[]): Evaluates {
  return (value, evaluated) => {
    for (const part of parts) part(value, evaluated)
  }
}

/** What a value's schema evaluates. */
export function evaluate(evaluates: Evaluates, value: unknown): Evaluated {
  const evaluated: Evaluated = {
    names: new Set(),
    everyName: false,
    indexes: new Set(),
    itemsBelow: 0,
  }
  evaluates(value, evaluated)
  return evaluated
}
