import { boundText, dependency, typesText, valuesText, whole } from '../changes/describe-failure.ts'
import type { BrokenKeyword, Failure } from '../schema/include/comparison.ts'

/** What a place can be that the other side does not take, as a sentence. */
export function describeExcess(place: string, failure: Failure): string {
  return wordings[failure.keyword](place, failure)
}

const members = (place: string): string => `${place} can have members that are not taken.`

const wordings: Readonly<Record<BrokenKeyword, (place: string, failure: Failure) => string>> = {
  type: (place, failure) => `${place} can be ${typesText(failure)}.`,
  enum: (place, failure) =>
    failure.cell?.values
      ? `${place} can be ${valuesText(failure.values)}.`
      : `${place} can be another value than ${valuesText(failure.values)}.`,
  minimum: (place, { other }) =>
    `${place} need not be ${boundText(other?.lower, 'above', 'at least')}.`,
  maximum: (place, { other }) =>
    `${place} need not be ${boundText(other?.upper, 'below', 'at most')}.`,
  integer: (place) => `${place} can be a number that is no integer.`,
  multipleOf: (place, { subject }) => `${place} need not be a multiple of ${subject}.`,
  minLength: (place, { other }) => `${place} can have fewer than ${other?.minLength} characters.`,
  maxLength: (place, { other }) => `${place} can have more than ${other?.maxLength} characters.`,
  pattern: (place, { subject }) => `${place} need not match \`${subject}\`.`,
  format: (place, { subject }) => `${place} need not have the format \`${subject}\`.`,
  content: (place, { subject }) => `${place} need not hold \`${subject}\`.`,
  minItems: (place, { other }) =>
    other?.minItems === 1
      ? `${place} can be an empty list.`
      : `${place} can have fewer than ${other?.minItems} items.`,
  maxItems: (place, { other }) => `${place} can have more than ${other?.maxItems} items.`,
  uniqueItems: (place) => `${place} can have equal items.`,
  items: (place) => `${place} can have other items.`,
  contains: (place) => `${place} need not have a certain number of items of one kind.`,
  required: (place, { subject }) => `${place} can be without \`${subject}\`.`,
  additionalProperties: members,
  patternProperties: (place, { subject }) =>
    `Members of ${whole(place)} whose names match \`${subject}\` can be anything.`,
  propertyNames: (place) => `Members of ${whole(place)} can have names that are not taken.`,
  minProperties: (place, { other }) =>
    `${place} can have fewer than ${other?.minProperties} members.`,
  maxProperties: (place, { other }) =>
    `${place} can have more than ${other?.maxProperties} members.`,
  dependentRequired: (place, failure) =>
    `${place} with ${dependency(failure, 0)} can be without ${dependency(failure, 1)}.`,
  not: (place) => `${place} can be what is not taken.`,
  alternative: (place) => `${place} has an alternative that is not taken.`,
  forbidden: (place) => `${place} can be there, and is not taken.`,
  unevaluated: members,
  'too-wide': (place) => `${place} has too many alternatives to be compared.`,
}
