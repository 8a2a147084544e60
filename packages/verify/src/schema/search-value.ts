import { isJsonEqual, type JsonObject, type JsonValue, valueAt } from '@concordat/core'
import { SchemaReader, SchemaStore } from '@concordat/model'
import { makeValue } from '@concordat/values'
import type { MakeContext } from './make-context.ts'
import type { PlacedSchema } from './resolve-schema.ts'

/** Places that one search may fill: a document may have schemas that nothing satisfies. */
const mostSteps = 20_000

const readers = new WeakMap<JsonObject, (pointer: string) => ReturnType<SchemaReader['read']>>()

/**
 * Searches a value for a schema that stands in the document as it is. It takes longer than to make one, and finds what
 * choices, conditions and patterns leave.
 */
export function searchValue(
  { schema, pointer }: PlacedSchema,
  context: MakeContext,
): JsonValue | undefined {
  const { document, judge, direction, random, examples } = context
  const found = valueAt(document, pointer)
  if (found !== schema && !isJsonEqual(found, schema)) return undefined
  const fullness = { minimal: 'smallest', full: 'fullest', random: 'random' } as const
  const made = makeValue(readerOf(document)(pointer), {
    random: random.fork('search'),
    fullness: fullness[context.fullness],
    direction,
    leastNumbers: context.lowest,
    examples,
    bound: { steps: mostSteps },
    accepts: (value) => judge.accepts(pointer, value, direction),
  })
  return made.kind === 'made' ? made.value : undefined
}

function readerOf(document: JsonObject): (pointer: string) => ReturnType<SchemaReader['read']> {
  const known = readers.get(document)
  if (known) return known
  const store = new SchemaStore()
  const stored = store.add('', document)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  const read = (pointer: string) => reader.read({ document: stored, pointer })
  readers.set(document, read)
  return read
}
