/** Tells the time. Passed in everywhere, so that a test or a recorded world can stop it. */
export type Clock = () => Date

/** The machine's clock. */
export const systemClock: Clock = () => new Date()

/** A point in time, some seconds after another; negative seconds go back. */
export function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000)
}

/** Whole seconds since 1970, as tokens and sessions count them. */
export function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000)
}
