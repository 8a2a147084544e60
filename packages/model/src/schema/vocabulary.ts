import { isJsonObject, type JsonValue } from '@concordat/core'

const base = 'https://json-schema.org/draft/2020-12/vocab/'

/** Which keywords of 2020-12 a schema's dialect knows. */
export interface Dialect {
  readonly applicator: boolean
  readonly unevaluated: boolean
  readonly validation: boolean
  readonly assertsFormat: boolean
  /** Whether a list of `items` is read as earlier drafts had it. */
  readonly takesListOfItems?: boolean
}

/** JSON Schema 2020-12, and OpenAPI 3.1, as they are by default. */
export const defaultDialect: Dialect = {
  applicator: true,
  unevaluated: true,
  validation: true,
  assertsFormat: false,
}

/** OpenAPI 3.0 after its own keywords were normalised: lists of `items` are no part of it, but their meaning is plain. */
export const openApi30Dialect: Dialect = { ...defaultDialect, takesListOfItems: true }

/** Metaschemas whose dialect is the default, known without reading them. */
export const defaultMetaschemas: ReadonlySet<string> = new Set([
  'https://json-schema.org/draft/2020-12/schema',
  'https://spec.openapis.org/oas/3.1/dialect/base',
])

const known: ReadonlySet<string> = new Set(
  [
    'core',
    'applicator',
    'unevaluated',
    'validation',
    'meta-data',
    'format-annotation',
    'format-assertion',
    'content',
  ].map((name) => base + name),
)

/**
 * The dialect that a metaschema's `$vocabulary` describes, or the vocabularies that it demands and nobody here knows.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-8.1.2 | JSON Schema Core, 8.1.2}
 */
export function readVocabulary(
  vocabulary: JsonValue | undefined,
): Dialect | { readonly unknown: readonly string[] } {
  if (!isJsonObject(vocabulary)) return defaultDialect
  const uses = (name: string) => Object.hasOwn(vocabulary, base + name)
  const unknown = Object.entries(vocabulary)
    .filter(
      ([uri, required]) =>
        required === true && !known.has(uri) && !uri.startsWith('https://spec.openapis.org/'),
    )
    .map(([uri]) => uri)
  if (unknown.length > 0) return { unknown }
  return {
    applicator: uses('applicator'),
    unevaluated: uses('unevaluated'),
    validation: uses('validation'),
    assertsFormat: uses('format-assertion'),
  }
}
