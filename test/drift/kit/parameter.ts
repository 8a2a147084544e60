import type { Asked } from './asked.ts'
import { type Fault, faultsOf, type Shape, type ShapeType } from './shape.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  shape: Shape
  required?: boolean
  /** Arrays: repeated (form, exploded) or with commas; `deep`: an object written `name[property]=`. */
  style?: 'repeat' | 'comma' | 'deep'
}

export interface ReadParameters {
  path: Record<string, unknown>
  query: Record<string, unknown>
  header: Record<string, unknown>
  faults: Fault[]
}

/** A value from its text; text that cannot be of the type stays text, so that the shape refuses it. */
function readText(text: string, type: Shape['type']): unknown {
  const types: ShapeType[] = type === undefined ? [] : Array.isArray(type) ? type : [type]
  if (types.includes('integer') && /^-?(?:0|[1-9]\d*)$/.test(text)) return Number(text)
  if (types.includes('number') && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text))
    return Number(text)
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function readDeep(parameter: Parameter, query: URLSearchParams): unknown {
  const found: [string, unknown][] = []
  for (const [key, text] of query) {
    if (!key.startsWith(`${parameter.name}[`) || !key.endsWith(']')) continue
    const property = key.slice(parameter.name.length + 1, -1)
    found.push([property, readText(text, parameter.shape.properties?.[property]?.type)])
  }
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function textsOf(parameter: Parameter, asked: Asked): string[] {
  if (parameter.in === 'query') return asked.query.getAll(parameter.name)
  const text =
    parameter.in === 'path'
      ? asked.params[parameter.name]
      : asked.headers[parameter.name.toLowerCase()]
  return text === undefined ? [] : [text]
}

function readOne(parameter: Parameter, asked: Asked, faults: Fault[]): unknown {
  if (parameter.style === 'deep') return readDeep(parameter, asked.query)
  const texts = textsOf(parameter, asked)
  if (texts.length === 0) return undefined
  const items = parameter.shape.items
  if (items) {
    const parts = parameter.style === 'comma' ? (texts[0] ?? '').split(',') : texts
    if (parameter.style === 'comma' && texts.length > 1)
      faults.push({ path: parameter.name, message: 'is repeated' })
    return parts.map((part) => readText(part, items.type))
  }
  if (texts.length > 1) faults.push({ path: parameter.name, message: 'is repeated' })
  return readText(texts[0] ?? '', parameter.shape.type)
}

/** Reads the parameters of an operation from a request, and what is wrong with them. */
export function readParameters(parameters: readonly Parameter[], asked: Asked): ReadParameters {
  const read: ReadParameters = { path: {}, query: {}, header: {}, faults: [] }
  for (const parameter of parameters) {
    const value = readOne(parameter, asked, read.faults)
    if (value === undefined) {
      if (parameter.required) read.faults.push({ path: parameter.name, message: 'is required' })
      continue
    }
    read.faults.push(...faultsOf(value, parameter.shape, parameter.name))
    read[parameter.in][parameter.name] = value
  }
  return read
}
