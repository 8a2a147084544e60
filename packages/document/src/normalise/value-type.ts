import { type Draft, own } from '../bundle/draft.ts'

/** Whether a value has one of the types that a schema names; every value has, when it names none. */
export function fitsType(value: unknown, draft: Draft): boolean {
  const type = own(draft, 'type')
  if (typeof type === 'string') return hasType(value, type)
  if (!Array.isArray(type)) return true
  return type.some((one: unknown) => typeof one === 'string' && hasType(value, one))
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}
