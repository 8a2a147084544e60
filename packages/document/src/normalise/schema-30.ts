import {
  ConcordatError,
  type Finding,
  isJsonObject,
  isJsonSchema,
  type JsonPointer,
  type JsonSchema,
  joinPointer,
} from '@concordat/core'
import { FindingLog, isUriReference } from '@concordat/model'
import { type Draft, setMember } from '../bundle/draft.ts'
import { type ChildKind, childKind, isMap, objectKinds } from '../bundle/object-kinds.ts'
import { objectSource } from '../load/document-source.ts'
import { DEFAULT_LIMITS } from '../load/limits.ts'
import { normaliseSchema } from './schema.ts'

/** A schema in JSON Schema 2020-12, and what was wrong with it. */
export interface NormalisedSchema {
  readonly schema: JsonSchema
  readonly findings: readonly Finding[]
}

/**
 * Makes a JSON Schema (2020-12) of a schema in OpenAPI 3.0's dialect that stands alone, outside a document. References
 * stay as they are; what stands beside them goes.
 * @throws {@link ConcordatError} `E_SCHEMA_MALFORMED` when it is no schema, `E_DOCUMENT_TOO_DEEP` when it is nested too
 * deep.
 * @example
 * ```ts
 * import { normaliseSchema30 } from '@concordat/document'
 *
 * normaliseSchema30({ type: 'string', nullable: true }).schema // { type: ['string', 'null'] }
 * ```
 * @see {@link https://spec.openapis.org/oas/v3.0.3#schema-object | OpenAPI 3.0.3, Schema Object}
 */
export function normaliseSchema30(
  schema: unknown,
  options: { readonly location?: string } = {},
): NormalisedSchema {
  const { location = 'schema.json' } = options
  const start = { file: location, line: 1, column: 1 }
  const log = new FindingLog(() => start)
  const result = copy(schema, ONE, { pointer: '', depth: 0 }, { location, log })
  if (!isJsonSchema(result)) {
    throw new ConcordatError(
      'E_SCHEMA_MALFORMED',
      `\`${location}\` is not a schema: expected an object or a boolean.`,
    )
  }
  return { schema: result, findings: log.findings }
}

function copy(
  value: unknown,
  child: ChildKind,
  { pointer, depth }: { readonly pointer: JsonPointer; readonly depth: number },
  context: { readonly location: string; readonly log: FindingLog },
): unknown {
  const { location, log } = context
  if (depth > DEFAULT_LIMITS.maxDepth) {
    throw new ConcordatError(
      'E_DOCUMENT_TOO_DEEP',
      `\`${location}\` is nested deeper than ${DEFAULT_LIMITS.maxDepth} levels.`,
    )
  }
  const next = (member: unknown, key: string | number, kind: ChildKind) =>
    copy(member, kind, { pointer: joinPointer(pointer, key), depth: depth + 1 }, context)
  if (Array.isArray(value)) return value.map((item, index) => next(item, index, ONE))
  if (!isJsonObject(value)) return value
  const draft: Draft = {}
  for (const [key, member] of Object.entries(value)) {
    const kind = isMap(child) ? ONE : childKind(objectKinds.schema, key)
    setMember(draft, key, kind ? next(member, key, kind) : member)
  }
  if (isMap(child)) return draft
  normaliseSchema(draft, '3.0', {
    source: objectSource(`file:///${encodeURI(location)}`, location, {}),
    pointer,
    raw: value,
    keepsIdentifiers: false,
    report: (id, message, ...keys) =>
      log.add({ id, message, pointer: joinPointer(pointer, ...keys) }),
    mappedReference: (ref) =>
      isUriReference(ref) ? ref : `#${joinPointer('/components/schemas', ref)}`,
    linkTo: () => undefined,
  })
  return draft
}

const ONE: ChildKind = { kind: 'schema', arrangement: 'one' }
