import type { ParameterDescriptor } from '../descriptor.ts'
import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { getOwn, setOwn } from '../own-property.ts'
import { type DecodePlace, refusal } from './decode-parts.ts'
import { decodePairs } from './decode-query-parameter.ts'
import { decodeWholeText } from './decode-text-parameter.ts'
import { unescapeQuery, unescapeUri } from './escape.ts'
import { parseCookies, parseQuery, type RawPair } from './parse-pairs.ts'
import { onlyText, type PlainReader, plainReader } from './read-plain-text.ts'

/** The parts of a request that parameters stand in, as they travelled. */
export interface RawParameters {
  /** Texts of the path template's variables, still percent-encoded, as `matchPath` gives them. */
  readonly path?: Readonly<Record<string, string>>
  /** Query string, with or without the question mark. */
  readonly query?: string
  readonly headers?: Pick<Headers, 'get'>
}

/** Values by location; header names in lower case. What was left out or refused has no member. */
export interface ParameterValues {
  readonly path: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly header: Record<string, unknown>
  readonly cookie: Record<string, unknown>
}

/** Every parameter that could be read, and why others could not. */
export interface DecodedParameters {
  readonly values: ParameterValues
  readonly issues: readonly DecodeIssue[]
}

/**
 * Reads all parameters of a request strictly by style, explode and shape: nothing is coerced, what stands twice and
 * may stand once is refused, a required parameter that is absent is an issue. Query parameters that the document
 * does not know are ignored, as OpenAPI does not forbid them.
 *
 * @example
 * ```ts
 * import { decodeParameters } from '@concordat/wire'
 * const limit = { name: 'limit', in: 'query', shape: 'integer' } as const
 * decodeParameters([limit], { query: 'limit=50' }).values.query // { limit: 50 }
 * decodeParameters([limit], { query: 'limit=1e1' }).issues[0]?.message // 'expected an integer, found `1e1`'
 * ```
 */
export function decodeParameters(
  parameters: readonly ParameterDescriptor[],
  raw: RawParameters,
): DecodedParameters {
  return createParameterDecoder(parameters)(raw)
}

/** Reads the parameters of a request; a `turn` reads what can be read in several ways in another one. */
export type ParameterDecoder = (raw: RawParameters, turn?: number) => DecodedParameters

/** As {@link decodeParameters}, prepared once for many requests. */
export function createParameterDecoder(
  parameters: readonly ParameterDescriptor[],
): ParameterDecoder {
  const claims = (location: string): Set<string> =>
    new Set(parameters.filter((one) => one.in === location).flatMap(claimedNames))
  const claimed = { query: claims('query'), cookie: claims('cookie') }
  const plans = parameters.map((parameter) => {
    const key = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name
    const unescapeText = {
      query: unescapeQuery,
      header: trim,
      path: unescapeUri,
      cookie: unescapeUri,
    }
    const place: DecodePlace = {
      in: parameter.in,
      path: [key],
      unescapeText: unescapeText[parameter.in],
    }
    return { parameter, key, place, readPlain: plainReader(parameter) }
  })
  return (raw, turn = 0) => {
    const values: ParameterValues = { path: {}, query: {}, header: {}, cookie: {} }
    const issues: DecodeIssue[] = []
    let query: RawPair[] | undefined
    let cookies: RawPair[] | undefined
    for (const { parameter, key, place: usual, readPlain } of plans) {
      const place = turn === 0 ? usual : { ...usual, turn }
      let decoded: Decoded<unknown> | undefined
      if (parameter.in === 'query') {
        query ??= parseQuery(raw.query ?? '', unescapeQuery)
        const plain = readPlain && readOnly(query, parameter.name, readPlain)
        if (plain !== undefined) {
          setOwn(values.query, key, plain)
          continue
        }
        decoded = decodePairs(parameter, query, place, claimed.query)
      } else if (parameter.in === 'cookie') {
        cookies ??= parseCookies(raw.headers?.get('cookie') ?? '')
        decoded = decodePairs(parameter, cookies, place, claimed.cookie)
      } else {
        const text =
          parameter.in === 'path' ? getOwn(raw.path, parameter.name) : raw.headers?.get(key)
        const plain = text ? readPlain?.(text) : undefined
        if (plain !== undefined) {
          setOwn(values[parameter.in], key, plain)
          continue
        }
        if (text !== undefined && text !== null) decoded = decodeWholeText(parameter, text, place)
      }
      if (decoded?.ok) setOwn(values[parameter.in], key, decoded.value)
      else if (decoded) addIssues(issues, decoded.issues)
      else if (parameter.required) {
        issues.push({ ...refusal(place, 'missing', 'a value'), message: 'is required' })
      }
    }
    return { values, issues }
  }
}

function readOnly(
  pairs: readonly RawPair[],
  name: string,
  readPlain: PlainReader,
): ReturnType<PlainReader> {
  const text = onlyText(pairs, name)
  return text === undefined ? undefined : readPlain(text)
}

const trim = (text: string): string => text.trim()

/** The names under which a parameter's pairs stand. */
function claimedNames(parameter: ParameterDescriptor): string[] {
  const { name, shape, style = 'form', explode = style === 'form' } = parameter
  const isExplodedObject =
    explode && style !== 'deepObject' && typeof shape === 'object' && 'object' in shape
  return isExplodedObject ? [name, ...Object.keys(shape.object)] : [name]
}
