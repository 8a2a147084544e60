import type { EncodingDescriptor } from '../descriptor.ts'
import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { getOwn, setOwn } from '../own-property.ts'
import { type DecodePlace, propertyShape } from '../parameters/decode-parts.ts'
import { decodeNested, decodePairs } from '../parameters/decode-query-parameter.ts'
import { decodeUnion } from '../parameters/decode-union.ts'
import { unescapeQuery } from '../parameters/escape.ts'
import { parseQuery, type RawPair } from '../parameters/parse-pairs.ts'
import type { ObjectShape, Shape } from '../shape.ts'
import type { BodyCodec } from './body-codec.ts'
import { decodeText } from './text.ts'
import { formParameter, urlencodedEncoder } from './urlencoded-encoder.ts'

/**
 * Forms in `application/x-www-form-urlencoded`: arrays are repeated and objects are JSON text, unless `encoding` gives
 * a property a style or a content type.
 * @see OpenAPI 3.1, 4.8.14.3 and 4.8.15
 */
export const urlencodedCodec: BodyCodec = {
  ...urlencodedEncoder,
  decode(bytes, descriptor, contentType, turn = 0) {
    const text = decodeText(bytes, contentType)
    if (!text.ok) return text
    const pairs = parseQuery(text.value, unescapeQuery)
    const place = { in: 'body', path: [], unescapeText: unescapeQuery, turn } as const
    const encoding = descriptor.encoding ?? {}
    const decodeAs = (shape: Shape): Decoded<unknown> =>
      typeof shape === 'object' && 'anyOf' in shape
        ? (decodeUnion(shape, place, decodeAs) ?? { ok: true, value: {} })
        : decodeForm(pairs, objectShape(shape), encoding, place)
    return decodeAs(descriptor.shape ?? 'unknown')
  },
}

const objectShape = (shape: Shape): ObjectShape =>
  typeof shape === 'object' && 'object' in shape ? shape : { object: {} }

function decodeForm(
  pairs: readonly RawPair[],
  shape: ObjectShape,
  encoding: Readonly<Record<string, EncodingDescriptor>>,
  place: DecodePlace,
): Decoded<Record<string, unknown>> {
  const record: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  const deep = Object.keys(encoding).filter((name) => encoding[name]?.style === 'deepObject')
  const sent = pairs
    .map((pair) => pair.name)
    .filter((name) => !deep.some((one) => name.startsWith(`${one}[`)))
  for (const name of new Set([...Object.keys(shape.object), ...sent])) {
    const inner = { ...place, path: [name] }
    const parameter = formParameter(name, getOwn(encoding, name))
    const expected = propertyShape(shape, name)
    const found = parameter
      ? decodePairs({ ...parameter, shape: expected }, pairs, inner, new Set())
      : decodeNested(name, expected, pairs, inner)
    if (found?.ok) setOwn(record, name, found.value)
    else if (found && addIssues(issues, found.issues)) break
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: record }
}
