/**
 * Ends a handler early with one of its documented answers, from however deep in its own code.
 *
 * @example
 * ```ts
 * import { ServerReply } from '@concordat/server'
 * function found<T>(value: T | undefined): T {
 *   if (value === undefined) throw new ServerReply({ status: 404, body: { code: 'NOT_FOUND' } })
 *   return value
 * }
 * ```
 */
export class ServerReply<
  Output extends { readonly status: number } = { readonly status: number },
> extends Error {
  override readonly name = 'ServerReply'
  /** What the handler would have returned. */
  readonly output: Output

  constructor(output: Output) {
    super(`An answer with status ${output.status}.`)
    this.output = output
  }
}
