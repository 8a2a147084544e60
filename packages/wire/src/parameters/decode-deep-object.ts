import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { setOwn } from '../own-property.ts'
import type { ArrayShape, ObjectShape, Shape } from '../shape.ts'
import {
  type DecodePlace,
  decodeOne,
  decodeParts,
  itemShape,
  propertyShape,
  refuse,
} from './decode-parts.ts'
import { decodeUnion } from './decode-union.ts'
import type { RawPair } from './parse-pairs.ts'
import { describeShape } from './read-text.ts'
import { type DeepNode, deepObjectPath, growDeepNode } from './styles/deep-object.ts'

/**
 * Reads style `deepObject`. Arrays are read as they are commonly written: with indexes (`a[0]=x`), with empty
 * brackets (`a[]=x`) or repeated (`a=x&a=y` below the top).
 */
export function decodeDeepObject(
  name: string,
  shape: Shape,
  pairs: readonly RawPair[],
  place: DecodePlace,
): Decoded<unknown> | undefined {
  const root: DeepNode = { texts: [], children: new Map() }
  for (const pair of pairs) {
    if (pair.name !== name && !pair.name.startsWith(`${name}[`)) continue
    const keys = deepObjectPath(name, pair.name)
    if (keys === undefined) {
      return refuse(place, 'malformed', `\`${name}[property]\``, pair.name)
    }
    growDeepNode(root, keys, pair.value)
  }
  return root.children.size === 0 ? undefined : decodeNode(root, shape, place)
}

function decodeNode(node: DeepNode, shape: Shape, place: DecodePlace): Decoded<unknown> {
  if (typeof shape === 'object') {
    if ('anyOf' in shape) {
      const decoded = decodeUnion(shape, place, (one) => decodeNode(node, one, place))
      return decoded ?? refuse(place, 'type', describeShape(shape))
    }
    return 'array' in shape ? decodeItems(node, shape, place) : decodeMembers(node, shape, place)
  }
  const [text, second] = node.texts
  if (shape === 'unknown' && text === undefined) {
    return decodeMembers(node, { object: {}, additional: 'unknown' }, place)
  }
  if (text === undefined || node.children.size > 0) {
    return refuse(place, 'type', describeShape(shape), bracketsOf(node))
  }
  if (second !== undefined) return refuse(place, 'duplicate', 'one value', node.texts.join(', '))
  return decodeOne(text, shape, place)
}

function decodeMembers(node: DeepNode, shape: ObjectShape, place: DecodePlace): Decoded<unknown> {
  const [text] = node.texts
  if (text !== undefined) return refuse(place, 'type', 'an object', text)
  const record: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const [key, child] of node.children) {
    const inner = { ...place, path: [...place.path, key] }
    const member = decodeNode(child, propertyShape(shape, key), inner)
    if (member.ok) setOwn(record, key, member.value)
    else if (addIssues(issues, member.issues)) break
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: record }
}

function decodeItems(node: DeepNode, shape: ArrayShape, place: DecodePlace): Decoded<unknown> {
  const { texts, children } = node
  if (children.size === 0) return decodeParts({ kind: 'array', items: texts }, shape, place)
  const bare = children.get('')
  if (texts.length === 0 && children.size === 1 && bare && bare.children.size === 0) {
    return decodeParts({ kind: 'array', items: bare.texts }, shape, place)
  }
  const keys = [...children.keys()]
  if (texts.length > 0 || keys.some((key) => !/^\d{1,6}$/.test(key))) {
    return refuse(place, 'type', 'an array', bracketsOf(node))
  }
  const items: unknown[] = []
  const issues: DecodeIssue[] = []
  for (const [key, child] of [...children].sort(([a], [b]) => Number(a) - Number(b))) {
    const inner = { ...place, path: [...place.path, Number(key)] }
    const item = decodeNode(child, itemShape(shape, items.length), inner)
    if (item.ok) items.push(item.value)
    else if (addIssues(issues, item.issues)) break
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: items }
}

const bracketsOf = (node: DeepNode): string =>
  [...node.children.keys()].map((key) => `[${key}]`).join(', ')
