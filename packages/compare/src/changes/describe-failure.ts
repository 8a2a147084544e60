import type { JsonValue } from '@concordat/core'
import { type Bound, type Cell, wholeCell } from '../schema/cell.ts'
import type { BrokenKeyword, Failure } from '../schema/include/comparison.ts'

/** A rule that was not kept, in words for both ways: as one that is stricter now, and as one that is looser now. */
interface Wording {
  readonly id: string
  readonly stricter: (place: string, failure: Failure) => string
  readonly looser: (place: string, failure: Failure) => string
}

/** The name of a kind of failure, for ids: `enum` gives `request-enum-narrowed`. */
export function failureId(keyword: BrokenKeyword): string {
  return wordings[keyword].id
}

/** What is stricter now than it was. */
export function describeStricter(place: string, failure: Failure): string {
  return wordings[failure.keyword].stricter(place, failure)
}

/** What is looser now than it was. */
export function describeLooser(place: string, failure: Failure): string {
  return wordings[failure.keyword].looser(place, failure)
}

const wordings: Readonly<Record<BrokenKeyword, Wording>> = {
  type: {
    id: 'type',
    stricter: (place, failure) => `${place} can no longer be ${typesText(failure)}.`,
    looser: (place, failure) => `${place} can now be ${typesText(failure)}.`,
  },
  enum: {
    id: 'enum',
    stricter: (place, { values }) => `${place} can no longer be ${valuesText(values)}.`,
    looser: (place, failure) =>
      failure.cell?.values
        ? `${place} can now be ${valuesText(failure.values)}.`
        : `${place} is no longer one of ${valuesText(failure.values)}.`,
  },
  minimum: {
    id: 'minimum',
    stricter: (place, { other }) =>
      `${place} must now be ${boundText(other?.lower, 'above', 'at least')}.`,
    looser: (place, { other }) =>
      `${place} need no longer be ${boundText(other?.lower, 'above', 'at least')}.`,
  },
  maximum: {
    id: 'maximum',
    stricter: (place, { other }) =>
      `${place} must now be ${boundText(other?.upper, 'below', 'at most')}.`,
    looser: (place, { other }) =>
      `${place} need no longer be ${boundText(other?.upper, 'below', 'at most')}.`,
  },
  integer: {
    id: 'type',
    stricter: (place) => `${place} must now be an integer.`,
    looser: (place) => `${place} can now be a number that is no integer.`,
  },
  multipleOf: {
    id: 'multiple-of',
    stricter: (place, { subject }) => `${place} must now be a multiple of ${subject}.`,
    looser: (place, { subject }) => `${place} need no longer be a multiple of ${subject}.`,
  },
  minLength: {
    id: 'min-length',
    stricter: (place, { other }) =>
      `${place} must now have at least ${other?.minLength} characters.`,
    looser: (place, { other }) =>
      `${place} can now have fewer than ${other?.minLength} characters.`,
  },
  maxLength: {
    id: 'max-length',
    stricter: (place, { other }) =>
      `${place} must now have at most ${other?.maxLength} characters.`,
    looser: (place, { other }) => `${place} can now have more than ${other?.maxLength} characters.`,
  },
  pattern: {
    id: 'pattern',
    stricter: (place, { subject }) => `${place} must now match \`${subject}\`.`,
    looser: (place, { subject }) => `${place} need no longer match \`${subject}\`.`,
  },
  format: {
    id: 'format',
    stricter: (place, { subject }) => `${place} must now have the format \`${subject}\`.`,
    looser: (place, { subject }) => `${place} need no longer have the format \`${subject}\`.`,
  },
  content: {
    id: 'content',
    stricter: (place, { subject }) => `${place} must now hold \`${subject}\`.`,
    looser: (place, { subject }) => `${place} need no longer hold \`${subject}\`.`,
  },
  minItems: {
    id: 'min-items',
    stricter: (place, { other }) => `${place} must now have at least ${other?.minItems} items.`,
    looser: (place, { other }) => `${place} can now have fewer than ${other?.minItems} items.`,
  },
  maxItems: {
    id: 'max-items',
    stricter: (place, { other }) => `${place} must now have at most ${other?.maxItems} items.`,
    looser: (place, { other }) => `${place} can now have more than ${other?.maxItems} items.`,
  },
  uniqueItems: {
    id: 'unique-items',
    stricter: (place) => `${place} can no longer have equal items.`,
    looser: (place) => `${place} can now have equal items.`,
  },
  items: {
    id: 'items',
    stricter: (place) => `${place} can no longer have all of the items that it could.`,
    looser: (place) => `${place} can now have other items.`,
  },
  contains: {
    id: 'contains',
    stricter: (place) => `${place} must now have a certain number of items of one kind.`,
    looser: (place) => `${place} need no longer have a certain number of items of one kind.`,
  },
  required: {
    id: 'required',
    stricter: (place, { subject }) => `${place} must now have \`${subject}\`.`,
    looser: (place, { subject }) => `${place} can now be without \`${subject}\`.`,
  },
  additionalProperties: {
    id: 'members',
    stricter: (place) => `${place} can no longer have any other members.`,
    looser: (place) => `${place} can now have any other members.`,
  },
  patternProperties: {
    id: 'members',
    stricter: (place, { subject }) =>
      `Members of ${whole(place)} whose names match \`${subject}\` are described now.`,
    looser: (place, { subject }) =>
      `Members of ${whole(place)} whose names match \`${subject}\` can now be anything.`,
  },
  propertyNames: {
    id: 'member-names',
    stricter: (place) =>
      `Not every name that members of ${whole(place)} could have is allowed now.`,
    looser: (place) => `Members of ${whole(place)} can now have names that they could not.`,
  },
  minProperties: {
    id: 'min-members',
    stricter: (place, { other }) =>
      `${place} must now have at least ${other?.minProperties} members.`,
    looser: (place, { other }) =>
      `${place} can now have fewer than ${other?.minProperties} members.`,
  },
  maxProperties: {
    id: 'max-members',
    stricter: (place, { other }) =>
      `${place} must now have at most ${other?.maxProperties} members.`,
    looser: (place, { other }) =>
      `${place} can now have more than ${other?.maxProperties} members.`,
  },
  dependentRequired: {
    id: 'required',
    stricter: (place, failure) =>
      `${place} with ${dependency(failure, 0)} must now have ${dependency(failure, 1)}.`,
    looser: (place, failure) =>
      `${place} with ${dependency(failure, 0)} can now be without ${dependency(failure, 1)}.`,
  },
  not: {
    id: 'excluded',
    stricter: (place) => `${place} can no longer be what another schema describes.`,
    looser: (place) => `${place} can now be what it was said not to be.`,
  },
  alternative: {
    id: 'alternative',
    stricter: (place) => `One of the alternatives of ${whole(place)} is gone.`,
    looser: (place) => `There is a new alternative for ${whole(place)}.`,
  },
  forbidden: {
    id: 'members',
    stricter: (place) => `${place} is no longer allowed.`,
    looser: (place) => `${place} was not allowed, and can now be there.`,
  },
  unevaluated: {
    id: 'members',
    stricter: (place) => `${place} can no longer have members that nothing describes.`,
    looser: (place) => `${place} can now have members that nothing describes.`,
  },
  'too-wide': {
    id: 'alternative',
    stricter: (place) => `${place} has too many alternatives to be compared.`,
    looser: (place) => `${place} has too many alternatives to be compared.`,
  },
}

/** A place in the middle of a sentence. */
export function whole(place: string): string {
  return place.startsWith('The ') ? `the ${place.slice(4)}` : place
}

/** The types that a failure is about: `null or a list`. */
export function typesText({ cell, types = [] }: Failure): string {
  if (!cell || types.length < 2) return typeText(cell)
  const names = types.map((type) => typeText(type === cell.type ? cell : wholeCell(type)))
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function typeText(cell: Cell | undefined): string {
  const names = {
    null: 'null',
    boolean: 'a boolean',
    number: cell?.isInteger ? 'an integer' : 'a number',
    string: 'a string',
    array: 'a list',
    object: 'an object',
  }
  return cell ? names[cell.type] : 'that'
}

/** The first of some values, and how many more there are. */
export function valuesText(values: readonly JsonValue[] = []): string {
  const shown = values.slice(0, 8).map((value) => `\`${JSON.stringify(value).slice(0, 60)}\``)
  const more = values.length > shown.length ? `, and ${values.length - shown.length} more` : ''
  return shown.join(', ') + more
}

/** A bound, in words for one that belongs to what is allowed, and for one that does not. */
export function boundText(bound: Bound | undefined, exclusive: string, inclusive: string): string {
  return bound ? `${bound.isExclusive ? exclusive : inclusive} ${bound.at}` : 'within bounds'
}

/** One of the two names of a member that another needs. */
export function dependency({ subject = '[]' }: Failure, index: number): string {
  const names: unknown = JSON.parse(subject)
  return `\`${Array.isArray(names) ? String(names[index]) : ''}\``
}

/** The names of all kinds of failures. */
export const failureIds: readonly string[] = [
  ...new Set(Object.values(wordings).map(({ id }) => id)),
]
