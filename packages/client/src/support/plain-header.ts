import type { HeaderSupport } from './run-time-support.ts'

/** Reads response headers that are texts, numbers or booleans. */
export const plainHeader: HeaderSupport = (text, { shape = 'string' }) => {
  const value: unknown = shape === 'string' ? text : JSON.parse(text)
  if (shape === 'integer' ? /^-?\d+$/.test(text) : typeof value === shape) return value
  throw new TypeError(`is no ${shape}`)
}
