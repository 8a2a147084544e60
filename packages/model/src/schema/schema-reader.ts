import {
  type Finding,
  isJsonObject,
  isJsonSchema,
  type JsonPointer,
  type JsonSchema,
  joinPointer,
  valueAt,
} from '@concordat/core'
import { breakCircles, type MutableSchema } from './break-circles.ts'
import { chooseByDiscriminator } from './choose-by-discriminator.ts'
import { readKeywords } from './read-keywords.ts'
import type { SchemaModel } from './schema-model.ts'
import type { SchemaPlace, SchemaResource, SchemaStore } from './schema-store.ts'
import {
  type Dialect,
  defaultDialect,
  defaultMetaschemas,
  openApi30Dialect,
  readVocabulary,
} from './vocabulary.ts'

/** Schemas within schemas, counted without references, beyond which a schema is refused. */
const deepestSchema = 200

/** For each dynamic anchor's name, the schema that the outermost resource of the dynamic scope gives it. */
type DynamicScope = ReadonlyMap<string, SchemaPlace>

interface Task {
  readonly node: MutableSchema
  readonly place: SchemaPlace
  readonly resource: SchemaResource
  readonly scope: DynamicScope
  readonly depth: number
}

/**
 * Reads schemas and all that they refer to into one graph. Each place becomes one node; where dynamic references make
 * a place mean different things, one node per meaning.
 */
export class SchemaReader {
  readonly findings: Finding[] = []
  readonly #store: SchemaStore
  readonly #nodes = new Map<string, SchemaModel>()
  readonly #unnamed: Dialect
  readonly #discriminates: boolean
  readonly #dialects = new Map<SchemaResource, Dialect>()
  #queue: Task[] = []
  #count = 0

  /**
   * The dialect of documents that do not name one is JSON Schema 2020-12, or OpenAPI 3.0 after its normalisation. In
   * JSON Schema a `discriminator` says nothing; in a document of OpenAPI it chooses where `discriminates` is set.
   */
  constructor(
    store: SchemaStore,
    dialect: '2020-12' | 'openapi-3.0' = '2020-12',
    { discriminates = false }: { readonly discriminates?: boolean } = {},
  ) {
    this.#store = store
    this.#discriminates = discriminates
    this.#unnamed = dialect === '2020-12' ? defaultDialect : openApi30Dialect
  }

  /** The node of a place, with everything that it leads to. */
  read(place: SchemaPlace): SchemaModel {
    this.#store.index(place.document, place.pointer)
    const node = this.#node(place, new Map(), 0)
    const filled: MutableSchema[] = []
    for (let task = this.#queue.pop(); task !== undefined; task = this.#queue.pop()) {
      this.#fill(task)
      filled.push(task.node)
    }
    // What was read before leads to nothing new, so all circles are within what is new.
    this.#breakCircles(filled)
    if (this.#discriminates) chooseByDiscriminator(filled, () => this.#nextId())
    return node
  }

  #breakCircles(nodes: readonly MutableSchema[]): void {
    const { opened, endless } = breakCircles(nodes, () => this.#nextId())
    for (const node of opened) {
      this.#report(node, { id: 'schema-includes-itself', severity: 'info' }, [
        'This schema lists schemas that include it. They include what it says beside the list.',
      ])
    }
    for (const node of endless) {
      this.#report(node, { id: 'schema-never-ends', severity: 'error' }, [
        'This schema judges a value by asking itself about the same value, without end.',
        'The reference back was dropped.',
      ])
    }
  }

  #nextId(): number {
    this.#count += 1
    return this.#count
  }

  #node(place: SchemaPlace, around: DynamicScope, depth: number): SchemaModel {
    const resource = this.#store.resourceAt(place)
    const scope = enter(around, resource)
    const key = `${place.document.uri}#${place.pointer}\n${scopeKey(scope)}`
    const known = this.#nodes.get(key)
    if (known) return known
    const found = valueAt(place.document.root, place.pointer)
    const source: JsonSchema = isJsonSchema(found) ? found : true
    const node: MutableSchema = {
      kind: 'schema',
      id: this.#nextId(),
      uri: place.document.uri,
      pointer: place.pointer,
      source,
    }
    this.#nodes.set(key, node)
    this.#queue.push({ node, place, resource, scope, depth })
    return node
  }

  #fill({ node, place, resource, scope, depth }: Task): void {
    if (depth > deepestSchema) {
      this.#report(node, { id: 'schema-nesting-too-deep', severity: 'error' }, [
        `Schemas are nested more than ${deepestSchema} levels deep here.`,
        'Name the inner ones and refer to them.',
      ])
      node.always = true
      return
    }
    const keywords = readKeywords(node.source, {
      dialect: this.#dialect(resource, node),
      child: (...tokens) => {
        const pointer = joinPointer(place.pointer, ...tokens)
        return this.#node({ document: place.document, pointer }, scope, depth + 1)
      },
      reference: (keyword, reference) =>
        this.#reference(keyword, reference, { node, resource, scope }),
      report: (keyword, expected) =>
        this.#report(node, { id: 'schema-keyword-malformed', severity: 'warning', keyword }, [
          `\`${keyword}\` must be ${expected}; it is left out.`,
        ]),
    })
    Object.assign(node, keywords)
  }

  #reference(
    keyword: '$ref' | '$dynamicRef',
    reference: string,
    { node, resource, scope }: Pick<Task, 'node' | 'resource' | 'scope'>,
  ): SchemaModel | undefined {
    const target = this.#store.resolve(reference, resource)
    if (!target) {
      this.#report(node, { id: 'schema-reference-unresolved', severity: 'error', keyword }, [
        `\`${keyword}: ${reference}\` leads to no schema.`,
      ])
      return undefined
    }
    if (keyword === '$ref') return this.#node(target, scope, 0)
    const anchor = this.#store.dynamicAnchorOf(reference, resource)
    const outermost = anchor === undefined ? undefined : scope.get(anchor)
    return this.#node(outermost ?? target, scope, 0)
  }

  #dialect(resource: SchemaResource, node: SchemaModel): Dialect {
    const known = this.#dialects.get(resource)
    if (known) return known
    // A metaschema may be described by itself.
    this.#dialects.set(resource, defaultDialect)
    const dialect = this.#readDialect(resource, node)
    this.#dialects.set(resource, dialect)
    return dialect
  }

  #readDialect(resource: SchemaResource, node: SchemaModel): Dialect {
    const root = valueAt(resource.document.root, resource.pointer)
    const said = isJsonObject(root) ? (root.$schema ?? root.jsonSchemaDialect) : undefined
    if (typeof said !== 'string') {
      if (resource.pointer === '') return this.#unnamed
      const around = { document: resource.document, pointer: parentPointer(resource.pointer) }
      return this.#dialect(this.#store.resourceAt(around), node)
    }
    const uri = said.replace(/#$/, '')
    if (defaultMetaschemas.has(uri)) return defaultDialect
    const metaschema = this.#store.resource(uri)
    if (!metaschema) {
      this.#report(node, { id: 'schema-dialect-unknown', severity: 'error', keyword: '$schema' }, [
        `The dialect \`${said}\` is not known, and nothing can be read from there.`,
        'Known are JSON Schema 2020-12 and metaschemas over its vocabularies.',
      ])
      return defaultDialect
    }
    const described = valueAt(metaschema.document.root, metaschema.pointer)
    const vocabulary = isJsonObject(described) ? described.$vocabulary : undefined
    const dialect = readVocabulary(vocabulary)
    if (!('unknown' in dialect)) return dialect
    this.#report(node, { id: 'schema-vocabulary-unknown', severity: 'error', keyword: '$schema' }, [
      `The dialect \`${said}\` demands ${dialect.unknown.map((item) => `\`${item}\``).join(', ')}, which is not known.`,
    ])
    return defaultDialect
  }

  #report(
    node: SchemaModel,
    { id, severity, keyword }: Defect,
    sentences: readonly string[],
  ): void {
    const pointer = keyword === undefined ? node.pointer : joinPointer(node.pointer, keyword)
    const evidence = { uri: node.uri, ...(keyword === undefined ? {} : { keyword }) }
    this.findings.push({ id, severity, message: sentences.join(' '), pointer, evidence })
  }
}

/** What is wrong with a schema, or with one of its keywords. */
interface Defect {
  readonly id: string
  readonly severity: Finding['severity']
  readonly keyword?: string
}

function enter(around: DynamicScope, resource: SchemaResource): DynamicScope {
  const missing = [...resource.dynamicAnchors].filter(([name]) => !around.has(name))
  if (missing.length === 0) return around
  const scope = new Map(around)
  for (const [name, pointer] of missing) scope.set(name, { document: resource.document, pointer })
  return scope
}

function scopeKey(scope: DynamicScope): string {
  return [...scope]
    .map(([name, place]) => `${name}=${place.document.uri}#${place.pointer}`)
    .sort()
    .join('\n')
}

function parentPointer(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}
