import { z } from 'zod'
import { isStorableText } from '../store/storable-text.ts'

/** A text that the store can hold. */
export const storableText = z
  .string()
  .min(1)
  .max(1000)
  .refine(isStorableText, 'must hold neither U+0000 nor half of a surrogate pair')

/** An id, a token or a name that a caller chooses. */
export const chosenText = (description: string) =>
  storableText.optional().describe(`${description} Made up when left out.`)

/** A point in time that a caller chooses. */
export const chosenTime = (description: string) =>
  z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe(description)

/** Seconds since 1970. */
export const epoch = z.int().min(0)

/** How many of something to make up, or the ones to make. */
export const countOrList = <Item extends z.ZodType>(item: Item, initial: number) =>
  z.union([z.int().min(0).max(1000), z.array(item).max(1000)]).default(initial)

/** Turns a number into that many made-up items, and leaves a list as it is. */
export function listOf<Item>(
  given: number | readonly Item[],
  make: (index: number) => Item,
): Item[] {
  if (typeof given !== 'number') return [...given]
  return Array.from({ length: given }, (_, index) => make(index))
}
