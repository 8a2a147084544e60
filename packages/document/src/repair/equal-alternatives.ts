import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, isDraft, own } from '../bundle/draft.ts'
import type { RepairContext } from './repair-context.ts'

/** Members that hold values, not schemas. */
const valueKeys = new Set(['example', 'examples', 'default', 'enum', 'const'])

/** What says nothing of validity. */
const annotations = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  '$comment',
])

/** Texts of alternatives beyond which nobody has written the same twice by hand. */
const longest = 20_000

/**
 * Of alternatives of `oneOf` that say the same, each in other words, keeps the first: no value could be an instance of
 * exactly one of them, while their author meant any.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3 | JSON Schema Core, 10.2.1.3}
 */
export function joinEqualAlternatives(document: Draft, context: RepairContext) {
  const stack: [node: unknown, pointer: JsonPointer][] = [[document, '']]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, pointer] = next
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) stack.push([item, joinPointer(pointer, index)])
    } else if (isDraft(node)) {
      joinIn(node, pointer, document, context)
      for (const [key, member] of Object.entries(node)) {
        if (!valueKeys.has(key) && !key.startsWith('x-')) {
          stack.push([member, joinPointer(pointer, key)])
        }
      }
    }
  }
}

function joinIn(node: Draft, pointer: JsonPointer, document: Draft, context: RepairContext) {
  const alternatives = own(node, 'oneOf')
  // A discriminator tells apart what is otherwise the same.
  if (!Array.isArray(alternatives) || own(node, 'discriminator') !== undefined) return
  const seen = new Set<string>()
  const kept = alternatives.filter((alternative) => {
    const said = meaningOf(alternative, document)
    if (said === undefined) return true
    const isNew = !seen.has(said)
    seen.add(said)
    return isNew
  })
  if (kept.length === alternatives.length) return
  context.report({
    id: 'schema-alternatives-equal',
    message:
      'Alternatives of `oneOf` say the same, so that nothing could be an instance of just one; the first is read.',
    pointer: joinPointer(pointer, 'oneOf'),
  })
  alternatives.splice(0, alternatives.length, ...kept)
}

/** A schema as text, without what does not count; references within it count by their names. */
function meaningOf(schema: unknown, document: Draft): string | undefined {
  const isPlainReference = isDraft(schema) && Object.keys(plain(schema)).join() === '$ref'
  const target = isPlainReference ? resolveInternal(document, schema, '')?.value : schema
  if (!isDraft(target)) return undefined
  const text = JSON.stringify(target, (_, value: unknown) =>
    isDraft(value) ? plain(value) : value,
  )
  return text.length > longest ? undefined : text
}

function plain(schema: Draft): Draft {
  const entries = Object.entries(schema).filter(
    ([key, value]) => !(annotations.has(key) && (!isDraft(value) || key === 'externalDocs')),
  )
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
}
