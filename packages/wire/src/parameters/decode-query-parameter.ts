import type { ParameterDescriptor } from '../descriptor.ts'
import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { setOwn } from '../own-property.ts'
import type { ObjectShape, Shape } from '../shape.ts'
import { decodeContent } from './decode-content.ts'
import { decodeDeepObject } from './decode-deep-object.ts'
import { type DecodePlace, decodeParts, kindOf, propertyShape, refuse } from './decode-parts.ts'
import { decodeUnion } from './decode-union.ts'
import { type RawPair, textsOf } from './parse-pairs.ts'
import { readText } from './read-text.ts'
import { collectForm } from './styles/form.ts'
import { pipeDelimiter } from './styles/pipe-delimited.ts'
import { spaceDelimiter } from './styles/space-delimited.ts'

/**
 * Reads one parameter that travels as `name=value` pairs (query, cookie, form body). `undefined`: it is not there.
 * `claimed` holds the names that other parameters document; an exploded free-form object takes the rest.
 */
export function decodePairs(
  parameter: ParameterDescriptor,
  pairs: readonly RawPair[],
  place: DecodePlace,
  claimed: ReadonlySet<string>,
): Decoded<unknown> | undefined {
  const { name, shape = 'string', content } = parameter
  if (content !== undefined) {
    const texts = textsOf(pairs, name)
    const [text] = texts
    if (text === undefined) return undefined
    if (texts.length > 1) return refuse(place, 'duplicate', 'one value', texts.join(', '))
    return decodeContent(text, content, shape, place)
  }
  if (parameter.allowEmptyValue) {
    const texts = textsOf(pairs, name)
    if (texts.length === 1 && texts[0] === '') return emptyValue(shape)
  }
  return decodeShape(parameter, shape, { pairs, claimed }, place)
}

function decodeShape(
  parameter: ParameterDescriptor,
  shape: Shape,
  { pairs, claimed }: { readonly pairs: readonly RawPair[]; readonly claimed: ReadonlySet<string> },
  place: DecodePlace,
): Decoded<unknown> | undefined {
  if (typeof shape === 'object' && 'anyOf' in shape) {
    return decodeUnion(shape, place, (one) =>
      decodeShape(parameter, one, { pairs, claimed }, place),
    )
  }
  const { name, style = 'form', explode = style === 'form' } = parameter
  const kind = kindOf(shape)
  if (style === 'deepObject' && kind !== 'primitive') {
    return decodeDeepObject(name, shape, pairs, place)
  }
  if (explode && typeof shape === 'object' && 'object' in shape) {
    return decodeExplodedObject(shape, pairs, place, claimed)
  }
  const delimiter =
    style === 'spaceDelimited' ? spaceDelimiter : style === 'pipeDelimited' ? pipeDelimiter : ','
  const strict = decodeList(collectForm(pairs, name, { kind, explode, delimiter }), shape, place)
  if (!strict || strict.ok || explode || kind === 'primitive' || delimiter !== ',') return strict
  // Many clients percent-encode the commas between items, too: where no item can hold a comma, they separate.
  const lenient = decodeList(
    collectForm(pairs, name, { kind, explode, delimiter: /,|%2C/i }),
    shape,
    place,
  )
  return lenient?.ok ? lenient : strict
}

function decodeList(
  parts: ReturnType<typeof collectForm>,
  shape: Shape,
  place: DecodePlace,
): Decoded<unknown> | undefined {
  if (parts === undefined) return undefined
  if ('expected' in parts) {
    return refuse(place, parts.code ?? 'malformed', parts.expected, parts.found)
  }
  return decodeParts(parts, shape, place)
}

/** Properties of an exploded object are pairs of their own; unknown names are its own only if it takes any name. */
function decodeExplodedObject(
  shape: ObjectShape,
  pairs: readonly RawPair[],
  place: DecodePlace,
  claimed: ReadonlySet<string>,
): Decoded<unknown> | undefined {
  const declared = Object.keys(shape.object)
  const takesAny = shape.additional || (shape.additional === undefined && declared.length === 0)
  const others = takesAny ? pairs.map((pair) => pair.name).filter((name) => !claimed.has(name)) : []
  const record: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const name of new Set([...declared, ...others])) {
    const inner = { ...place, path: [...place.path, name] }
    const found = decodeNested(name, propertyShape(shape, name), pairs, inner)
    if (found?.ok) setOwn(record, name, found.value)
    else if (found && addIssues(issues, found.issues)) break
  }
  if (issues.length > 0) return { ok: false, issues }
  return Object.keys(record).length > 0 ? { ok: true, value: record } : undefined
}

/** Inside an exploded object arrays are repeated and objects are JSON text. */
export function decodeNested(
  name: string,
  shape: Shape,
  pairs: readonly RawPair[],
  place: DecodePlace,
): Decoded<unknown> | undefined {
  if (typeof shape === 'object' && 'anyOf' in shape) {
    return decodeUnion(shape, place, (one) => decodeNested(name, one, pairs, place))
  }
  const isObject = typeof shape === 'object' && 'object' in shape
  const parts = collectForm(pairs, name, {
    kind: isObject ? 'primitive' : kindOf(shape),
    explode: true,
  })
  if (parts === undefined) return undefined
  if ('expected' in parts) {
    return refuse(place, parts.code ?? 'malformed', parts.expected, parts.found)
  }
  return decodeParts(parts, shape, place)
}

/** What an empty value stands for where it is allowed: text, or `true` for a switch, or nothing. */
function emptyValue(shape: Shape): Decoded<unknown> | undefined {
  const read = readText('', shape)
  if (read) return { ok: true, value: read.value }
  const isSwitch =
    shape === 'boolean' ||
    (typeof shape === 'object' && 'anyOf' in shape && shape.anyOf.includes('boolean'))
  return isSwitch ? { ok: true, value: true } : undefined
}
