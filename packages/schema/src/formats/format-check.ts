import { type Check, predicate } from '../check.ts'

/** A format as a check of strings. */
export function formatCheck(isValid: (text: string) => boolean, name: string): Check {
  return predicate((value) => typeof value !== 'string' || isValid(value), `Invalid ${name}`)
}
