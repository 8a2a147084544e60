import type { ArrayShape, ObjectShape, Shape } from '@concordat/wire'

/**
 * What a value may be, one shape for each kind of JSON value; `'any'` when the schema does not say.
 */
export type ShapeKinds = 'any' | ReadonlyMap<ShapeKind, Shape>

export type ShapeKind = 'null' | 'boolean' | 'integer' | 'number' | 'array' | 'object' | 'string'

/** The order in which alternatives are tried: a text that is anything else is not taken for a string. */
const order: readonly ShapeKind[] = [
  'null',
  'boolean',
  'integer',
  'number',
  'array',
  'object',
  'string',
]

/** Whether a text is a kind of JSON value that schemas name by `type`. */
export function isShapeKind(type: string): type is ShapeKind {
  return order.some((kind) => kind === type)
}

/** The shape that stands for all that a value may be. */
export function shapeOfKinds(kinds: ShapeKinds): Shape {
  if (kinds === 'any') return 'unknown'
  const shapes = order
    .filter((kind) => kind !== 'integer' || !kinds.has('number'))
    .flatMap((kind) => kinds.get(kind) ?? [])
  const first = shapes[0]
  if (first === undefined) return 'unknown'
  return shapes.length === 1 ? first : { anyOf: shapes }
}

/** What a value may be that must be both. */
export function bothKinds(a: ShapeKinds, b: ShapeKinds): ShapeKinds {
  if (a === 'any') return b
  if (b === 'any') return a
  const both = new Map<ShapeKind, Shape>()
  for (const [kind, shape] of a) {
    const other = b.get(kind)
    if (other !== undefined) both.set(kind, mergeShapes(shape, other, narrower))
    // Whole numbers are numbers, so an integer on one side narrows a number on the other.
    else if (kind === 'integer' && b.has('number')) both.set('integer', 'integer')
    else if (kind === 'number' && b.has('integer')) both.set('integer', 'integer')
  }
  return both
}

/** What a value may be that is one or the other. */
export function eitherKind(a: ShapeKinds, b: ShapeKinds): ShapeKinds {
  if (a === 'any' || b === 'any') return 'any'
  const either = new Map(a)
  for (const [kind, shape] of b) {
    const other = either.get(kind)
    either.set(kind, other === undefined ? shape : mergeShapes(other, shape, wider))
  }
  return either
}

type MergeShape = (a: Shape, b: Shape) => Shape

/** Objects by property and arrays by item; what is neither is the same on both sides. */
function mergeShapes(a: Shape, b: Shape, merge: MergeShape): Shape {
  if (isObjectShape(a) && isObjectShape(b)) return mergeObjects(a, b, merge)
  if (isArrayShape(a) && isArrayShape(b)) return mergeArrays(a, b, merge)
  return a
}

function mergeObjects(a: ObjectShape, b: ObjectShape, merge: MergeShape): ObjectShape {
  const entries = new Map(Object.entries(a.object))
  for (const [name, shape] of Object.entries(b.object)) {
    const other = entries.get(name)
    entries.set(name, other === undefined ? shape : merge(other, shape))
  }
  const additional = mergeAdditional(a.additional, b.additional, merge)
  return {
    object: Object.fromEntries(entries),
    ...(additional === undefined ? {} : { additional }),
  }
}

function mergeAdditional(
  a: Shape | false | undefined,
  b: Shape | false | undefined,
  merge: MergeShape,
): Shape | false | undefined {
  // Which properties are allowed at all is the validator's business; here a shape says more than a refusal.
  if (a === undefined || a === false) return b === undefined || b === false ? (a ?? b) : b
  if (b === undefined || b === false) return a
  return merge(a, b)
}

function mergeArrays(a: ArrayShape, b: ArrayShape, merge: MergeShape): ArrayShape {
  const prefix = a.prefix ?? b.prefix
  return { array: merge(a.array, b.array), ...(prefix === undefined ? {} : { prefix }) }
}

function narrower(a: Shape, b: Shape): Shape {
  return shapeOfKinds(bothKinds(kindsOfShape(a), kindsOfShape(b)))
}

function wider(a: Shape, b: Shape): Shape {
  return shapeOfKinds(eitherKind(kindsOfShape(a), kindsOfShape(b)))
}

function kindsOfShape(shape: Shape): ShapeKinds {
  if (shape === 'unknown') return 'any'
  if (typeof shape === 'string') return new Map([[shape, shape]])
  if ('array' in shape) return new Map([['array', shape]])
  if ('object' in shape) return new Map([['object', shape]])
  return shape.anyOf.map(kindsOfShape).reduce(eitherKind, new Map())
}

function isObjectShape(shape: Shape): shape is ObjectShape {
  return typeof shape === 'object' && 'object' in shape
}

function isArrayShape(shape: Shape): shape is ArrayShape {
  return typeof shape === 'object' && 'array' in shape
}
