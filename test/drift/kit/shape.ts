import { formats } from './formats.ts'

export type ShapeType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null'

/** What a value must look like: plain data, so that a wrong server is the right one with a line taken away. */
export interface Shape {
  type?: ShapeType | ShapeType[]
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  pattern?: RegExp
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  /** Whole numbers only. */
  multipleOf?: number
  properties?: Record<string, Shape>
  required?: string[]
  /** No property beside the named ones (and those of `named`). */
  closed?: boolean
  /** Further properties by a pattern of their names. */
  named?: [pattern: RegExp, shape: Shape][]
  minProperties?: number
  items?: Shape
  /** Items by position; none after them. */
  tuple?: Shape[]
  minItems?: number
  maxItems?: number
  unique?: boolean
  /** One shape among several, told by the value of a property. */
  choose?: { by: string; among: Record<string, Shape> }
  /** What no keyword above can say. */
  also?: (value: Record<string, unknown>) => string | undefined
}

/** One way in which a value is not of its shape. */
export interface Fault {
  readonly path: string
  readonly message: string
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: unknown): ShapeType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'object'
}

function isOfType(value: unknown, types: readonly ShapeType[]): boolean {
  const found = typeOf(value)
  return types.includes(found) || (found === 'integer' && types.includes('number'))
}

/** Every way in which a value is not of a shape; an empty list when it is. */
export function faultsOf(value: unknown, shape: Shape, path = ''): Fault[] {
  if (shape.type !== undefined) {
    const types = Array.isArray(shape.type) ? shape.type : [shape.type]
    if (!isOfType(value, types)) return [{ path, message: `must be ${types.join(' or ')}` }]
  }
  const faults: Fault[] = []
  const fault = (message: string): void => void faults.push({ path, message })
  if (shape.enum && !shape.enum.includes(value)) fault(`must be one of ${shape.enum.join(', ')}`)
  if (typeof value === 'string') for (const message of faultsOfText(value, shape)) fault(message)
  if (typeof value === 'number') for (const message of faultsOfNumber(value, shape)) fault(message)
  if (Array.isArray(value)) faults.push(...faultsOfList(value, shape, path))
  if (isObject(value)) faults.push(...faultsOfObject(value, shape, path))
  return faults
}

function* faultsOfText(value: string, shape: Shape): Generator<string> {
  const length = [...value].length
  if (shape.minLength !== undefined && length < shape.minLength)
    yield `must have at least ${shape.minLength} characters`
  if (shape.maxLength !== undefined && length > shape.maxLength)
    yield `must have at most ${shape.maxLength} characters`
  if (shape.pattern && !shape.pattern.test(value)) yield `must match ${shape.pattern.source}`
  if (shape.format !== undefined && formats[shape.format]?.(value) === false)
    yield `must be a ${shape.format}`
}

function* faultsOfNumber(value: number, shape: Shape): Generator<string> {
  if (!Number.isFinite(value)) yield 'is too large'
  if (shape.format === 'int64' && Math.abs(value) >= 2 ** 63) yield 'is too large'
  if (shape.minimum !== undefined && value < shape.minimum)
    yield `must be at least ${shape.minimum}`
  if (shape.maximum !== undefined && value > shape.maximum) yield `must be at most ${shape.maximum}`
  if (shape.exclusiveMinimum !== undefined && value <= shape.exclusiveMinimum) {
    yield `must be greater than ${shape.exclusiveMinimum}`
  }
  if (shape.multipleOf !== undefined && value % shape.multipleOf !== 0)
    yield `must be a multiple of ${shape.multipleOf}`
}

function faultsOfList(value: readonly unknown[], shape: Shape, path: string): Fault[] {
  const faults: Fault[] = []
  if (shape.minItems !== undefined && value.length < shape.minItems) {
    faults.push({ path, message: `must have at least ${shape.minItems} items` })
  }
  const most = shape.tuple?.length ?? shape.maxItems
  if (most !== undefined && value.length > most)
    faults.push({ path, message: `must have at most ${most} items` })
  if (shape.unique && new Set(value.map((item) => JSON.stringify(item))).size < value.length) {
    faults.push({ path, message: 'must not have the same item twice' })
  }
  value.forEach((item, index) => {
    const itemShape = shape.tuple?.[index] ?? shape.items
    if (itemShape) faults.push(...faultsOf(item, itemShape, `${path}/${index}`))
  })
  return faults
}

function faultsOfObject(value: Record<string, unknown>, shape: Shape, path: string): Fault[] {
  const faults: Fault[] = []
  for (const name of shape.required ?? []) {
    if (!Object.hasOwn(value, name))
      faults.push({ path: `${path}/${name}`, message: 'is required' })
  }
  if (Object.keys(value).length < (shape.minProperties ?? 0))
    faults.push({ path, message: 'must not be empty' })
  for (const [name, member] of Object.entries(value)) {
    const known =
      shape.properties && Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined
    const memberShape = known ?? shape.named?.find(([pattern]) => pattern.test(name))?.[1]
    if (memberShape) faults.push(...faultsOf(member, memberShape, `${path}/${name}`))
    else if (shape.closed) faults.push({ path: `${path}/${name}`, message: 'is not known' })
  }
  if (shape.choose) {
    const name = value[shape.choose.by]
    const chosen =
      typeof name === 'string' && Object.hasOwn(shape.choose.among, name)
        ? shape.choose.among[name]
        : undefined
    if (chosen) faults.push(...faultsOf(value, chosen, path))
    else faults.push({ path: `${path}/${shape.choose.by}`, message: 'names no known kind' })
  }
  const message = shape.also?.(value)
  if (message !== undefined) faults.push({ path, message })
  return faults
}
