/** A value, or the promise of one: what is known at once need not wait for a turn of the event loop. */
export type MaybePromise<T> = T | Promise<T>

/** Whether a value must be waited for. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value
}
