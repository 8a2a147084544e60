/** Steps that a pattern may cost for each character, however short the text. */
export const mostSteps = 10_000

/** Steps that a pattern may cost for a whole text: a processor is busy with them for a few seconds. */
const mostStepsInAll = 250 * 2 ** 20

/** The usual limit of a body, which is the longest text where nothing says less. */
const usualLimit = 2 ** 20

/**
 * Steps that a pattern may cost for each character of a text that is at most so long: 250 where nothing limits the
 * text, more where `maxLength` does, which is judged before.
 */
export function stepsFor(longest = usualLimit): number {
  return Math.min(
    mostSteps,
    Math.floor(mostStepsInAll / Math.max(1, Math.min(longest, usualLimit))),
  )
}
