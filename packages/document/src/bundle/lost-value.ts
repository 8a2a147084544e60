import type { DocumentFindingId } from '@concordat/model'
import { isReference, shown } from '@concordat/model'
import type { Arrangement, ChildKind, ObjectKind } from './object-kinds.ts'

/** Members whose value is the author's data: null is as good as any. */
const DATA: Readonly<Partial<Record<ObjectKind, ReadonlySet<string>>>> = {
  schema: new Set(['default', 'const', 'example']),
  parameter: new Set(['example']),
  header: new Set(['example']),
  mediaType: new Set(['example']),
  example: new Set(['value', 'dataValue']),
  link: new Set(['requestBody']),
}

/** What a null is read as: data stays, an object is empty, and the rest is not there. */
export function readsNullAs(
  owner: ObjectKind | undefined,
  key: string,
  child: ChildKind | undefined,
): { readonly isDefect: boolean; readonly value: object | undefined } {
  const isData = key.startsWith('x-') || (owner !== undefined && DATA[owner]?.has(key))
  if (!child)
    return { isDefect: !isData && !(owner === 'schema' && key === 'type'), value: undefined }
  const isEmpty =
    child.arrangement !== 'list' && child.kind !== 'parameter' && child.kind !== 'example'
  return { isDefect: true, value: isEmpty ? {} : undefined }
}

/** What to copy of a value that should be an object or a list, and what is wrong with it. */
export function readShape(
  value: unknown,
  { kind, arrangement }: ChildKind,
  owner?: ObjectKind,
): { readonly value: unknown; readonly defect?: string } {
  // A schema's keywords are checked with their values: more than objects and lists may stand there.
  if (owner === 'schema') return { value }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (arrangement === 'list') {
    if (Array.isArray(value) || isReference(value)) return { value }
    return {
      value: undefined,
      defect: `${typeof value === 'object' ? 'an object' : 'no list'}, expected a list; it is left out.`,
    }
  }
  if (isObject || (kind === 'schema' && typeof value === 'boolean')) return { value }
  if (kind === 'example') return readExampleShape(value, arrangement)
  // Some languages write an empty object as an empty list.
  if (Array.isArray(value) && value.length === 0) {
    return { value: {}, defect: 'an empty list; it was read as an empty object.' }
  }
  return {
    value: undefined,
    defect: `${Array.isArray(value) ? 'a list' : `\`${shown(JSON.stringify(value))}\``}, expected an object; it is left out.`,
  }
}

/** Examples do no harm: what is no Example Object is the example itself. */
function readExampleShape(value: unknown, arrangement: Arrangement) {
  if (arrangement !== 'map') {
    return { value: { value }, defect: 'no Example Object; it was read as the value of one.' }
  }
  if (!Array.isArray(value))
    return { value: undefined, defect: 'no object of examples; it is left out.' }
  const numbered = value.map((item: unknown, index) => [String(index + 1), item])
  return {
    value: Object.fromEntries(numbered),
    defect: 'a list; it was read as examples by number.',
  }
}

/** How bad it is that a reference leads nowhere: an example or a link less does no harm. */
export function lostReference(kind: ObjectKind, refused: boolean): DocumentFindingId {
  if (kind === 'example') return 'example-reference-unresolved'
  if (kind === 'link') return 'link-reference-unresolved'
  return refused ? 'reference-refused' : 'reference-unresolved'
}
