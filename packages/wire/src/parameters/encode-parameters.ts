import type { OperationDescriptor } from '../descriptor.ts'
import { encodeParameter, type ParameterEncoder, type StyleEncoders } from './encode-parameter.ts'
import { fillPath } from './encode-path.ts'

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
 * @throws TypeError for a value that cannot be written, or a required path parameter that is missing.
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
  return writeParameters(operation, input, encodeParameter, styles)
}

/** As {@link encodeParameters}, with an encoder that may know less and weigh less. */
export function writeParameters(
  { path, parameters = [] }: Pick<OperationDescriptor, 'path' | 'parameters'>,
  input: ParameterInput,
  encode: ParameterEncoder,
  styles: StyleEncoders | undefined,
): EncodedParameters {
  const query: string[] = []
  const headers: [string, string][] = []
  const cookies: string[] = []
  const segments = new Map<string, string>()
  for (const parameter of parameters) {
    const { name, in: location } = parameter
    const values = input[location] ?? {}
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    // A path says nothing with `null`.
    const isNothing = value === undefined || (value === null && location === 'path')
    const text = isNothing ? undefined : encode(parameter, value, styles)
    if (text === undefined) continue
    if (location === 'path') segments.set(name, text)
    else if (location === 'header') headers.push([name, text])
    else (location === 'query' ? query : cookies).push(text)
  }
  return { path: fillPath(path, (name) => segments.get(name)), query, headers, cookies }
}
