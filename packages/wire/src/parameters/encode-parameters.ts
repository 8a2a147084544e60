import type { OperationDescriptor } from '../descriptor.ts'
import { getOwn } from '../own-property.ts'
import { encodeParameter, type StyleEncoders } from './encode-parameter.ts'
import { encodePath } from './encode-path.ts'

/** Values of an operation's parameters by location, under the names the document uses. */
export interface ParameterInput {
  readonly path?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly header?: Readonly<Record<string, unknown>> | undefined
  readonly cookie?: Readonly<Record<string, unknown>> | undefined
}

/** Parameters as they travel. */
export interface EncodedParameters {
  /** The filled path template. */
  readonly path: string
  /** `name=value` pairs, to be joined by `&`. */
  readonly query: string[]
  readonly headers: [name: string, value: string][]
  /** `name=value` pairs, to be joined by `; `. */
  readonly cookies: string[]
}

/**
 * Writes all parameters of a request, each by its style.
 *
 * @throws TypeError for a value that cannot be said, or a required path parameter that is missing.
 *
 * @example
 * ```ts
 * import { encodeParameters } from '@concordat/wire'
 * const operation = {
 *   path: '/user/{id}/sessions',
 *   parameters: [{ name: 'id', in: 'path', required: true }, { name: 'limit', in: 'query' }],
 * } as const
 * encodeParameters(operation, { path: { id: '7' }, query: { limit: 50 } })
 * // { path: '/user/7/sessions', query: ['limit=50'], headers: [], cookies: [] }
 * ```
 */
export function encodeParameters(
  operation: Pick<OperationDescriptor, 'path' | 'parameters'>,
  input: ParameterInput,
  styles?: StyleEncoders,
): EncodedParameters {
  const { path, parameters = [] } = operation
  const query: string[] = []
  const headers: [string, string][] = []
  const cookies: string[] = []
  for (const parameter of parameters) {
    if (parameter.in === 'path') continue
    const value = getOwn(input[parameter.in], parameter.name)
    const text = encodeParameter(parameter, value, styles)
    if (text === undefined) continue
    if (parameter.in === 'header') headers.push([parameter.name, text])
    else (parameter.in === 'query' ? query : cookies).push(text)
  }
  return { path: encodePath(path, parameters, input.path ?? {}, styles), query, headers, cookies }
}
