import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generatePackage } from '../src/generate-package.ts'
import { mediaKind } from '../src/media/media-kind.ts'
import { schemaUses } from '../src/schema-uses.ts'
import { typesEmitter } from '../src/types/emit-types.ts'
import { documentPaths, modelAt } from './corpus-documents.ts'
import { reasonsOf } from './known-differences.ts'

/**
 * Our static types are those of openapi-typescript: each component and each operation is assignable to theirs and
 * theirs to ours, except where `known-differences.ts` says why not.
 */
const folder = fileURLToPath(new URL('../../../.concordat/openapi-typescript', import.meta.url))

const comparison = `
import type * as ours from './ours.ts'
import type * as theirs from './theirs.ts'
type At<T, K> = K extends keyof T ? T[K] : 'missing'
type Verdict<A, B> = [A] extends ['missing'] ? 'missing'
  : [A] extends [B] ? ([B] extends [A] ? 'same' : 'narrower') : [B] extends [A] ? 'wider' : 'other'
export declare const components: {
  [K in keyof theirs.components['schemas']]: Verdict<At<ours.components['schemas'], K>, theirs.components['schemas'][K]>
}
export declare const operations: {
  [K in keyof theirs.operations]: Verdict<At<ours.operations, K>, theirs.operations[K]>
}
`

interface Comparison {
  readonly model: ApiModel
  readonly components: ReadonlyMap<string, string>
  readonly operations: ReadonlyMap<string, string>
}

const documents = documentPaths()
const compared = new Map<string, Comparison>()

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  const models = new Map<string, ApiModel>()
  for (const { name, path } of documents) {
    const model = await modelAt(path)
    models.set(name, model)
    const { files } = await generatePackage(model, { source: name, emitters: [typesEmitter] })
    const theirs = await openapiTypescript(prepared(model), {
      silent: true,
      defaultNonNullable: false,
      emptyObjectsUnknown: true,
    })
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'ours.ts'), files[0]!.text)
    writeFileSync(join(folder, name, 'theirs.ts'), astToString(theirs))
    writeFileSync(join(folder, name, 'compare.ts'), comparison)
  }
  const paths = documents.map(({ name }) => join(folder, name, 'compare.ts'))
  const program = ts.createProgram(paths, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  })
  const checker = program.getTypeChecker()
  for (const { name } of documents) {
    const source = program.getSourceFile(join(folder, name, 'compare.ts'))!
    const verdicts = (exported: string): Map<string, string> => {
      const symbol = checker
        .getExportsOfModule(checker.getSymbolAtLocation(source)!)
        .find((item) => item.name === exported)!
      const properties = checker.getTypeOfSymbolAtLocation(symbol, source).getProperties()
      return new Map(
        properties.map((item) => [
          item.name,
          checker.typeToString(checker.getTypeOfSymbolAtLocation(item, source)).replaceAll('"', ''),
        ]),
      )
    }
    compared.set(name, {
      model: models.get(name)!,
      components: verdicts('components'),
      operations: verdicts('operations'),
    })
  }
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('types beside openapi-typescript', () => {
  it.each(documents)('agree or say why not: $name', ({ name }) => {
    const { model, components, operations } = compared.get(name)!
    const unexplained = [
      ...[...components].filter(
        ([component, verdict]) =>
          verdict !== 'same' && componentReasons(model, component).length === 0,
      ),
      ...[...operations].filter(
        ([id, verdict]) =>
          verdict !== 'same' && !isRenamed(model, id) && operationReasons(model, id).length === 0,
      ),
    ].map(String)
    expect(unexplained).toEqual([])
    expect([...components.values()]).not.toContain('missing')
  })

  it.each(documents.slice(0, 4))('are the same for $name', ({ name }) => {
    const { components, operations } = compared.get(name)!
    expect(new Set([...components.values(), ...operations.values()])).toEqual(new Set(['same']))
  })

  it('are the same for nearly all of the corpus', () => {
    const verdicts = [...compared.values()].flatMap(({ components, operations }) => [
      ...components.values(),
      ...operations.values(),
    ])
    const same = verdicts.filter((verdict) => verdict === 'same')
    expect(same.length / verdicts.length).toBeGreaterThan(0.8)
  })
})

/** Theirs writes `/` for the `#` of an operation's id. */
function isRenamed({ operations }: ApiModel, id: string): boolean {
  return operations.some(
    ({ operationId }) => operationId !== id && operationId.replaceAll('#', '/') === id,
  )
}

function componentReasons(model: ApiModel, name: string): string[] {
  const schema = model.schemas.find((item) => item.name === name)?.schema ?? true
  return reasonsOf(schema, model.document, `#/components/schemas/${name}`)
}

function operationReasons(model: ApiModel, operationId: string): string[] {
  const operations = [...model.operations, ...model.webhooks]
  const operation = operations.find((item) => item.operationId === operationId)
  if (!operation) return []
  return [
    ...schemaUses({ ...model, operations: [operation], webhooks: [] }).flatMap((use) =>
      reasonsOf(use.schema, model.document),
    ),
    ...bodyReasons(operation),
    ...(operation.parameters.some((item) => item.content !== undefined)
      ? ['A parameter said by content has the type of its schema; theirs is a string.']
      : []),
  ]
}

function bodyReasons(operation: OperationModel): string[] {
  const content = [
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap((response) => response.content),
  ]
  return content.flatMap(({ mediaType, schema }) => {
    const kind = mediaKind(mediaType)
    if (kind === 'xml') return ['XML is text; theirs is an object that nobody reads.']
    if (kind === 'text' && !schema) return ['Text without a schema is a string.']
    return kind === 'binary' ? ['Bytes are a blob.'] : []
  })
}

/**
 * The document as openapi-typescript reads it without failing or erring for reasons that are not its types: examples
 * may be references that it cannot follow, and it takes every referenced header for a required one.
 */
function prepared({ document }: ApiModel): OpenAPI3 {
  const copy = (value: JsonValue, key: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => copy(item, ''))
    if (!isJsonObject(value)) return value
    if (key === 'headers') return mapMembers(value, (item) => copy(resolved(item, document), ''))
    if (key === 'properties') return mapMembers(value, (item) => copy(item, ''))
    const kept = Object.entries(value).filter(([name]) => name !== 'examples' && name !== 'example')
    return Object.fromEntries(kept.map(([name, item]) => [name, copy(item, name)]))
  }
  // Seam: it is an OpenAPI 3.1 document, which is all that openapi-typescript asks for.
  return copy(document, '') as unknown as OpenAPI3
}

function mapMembers(value: JsonObject, map: (item: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, map(item)]))
}

function resolved(value: JsonValue, document: JsonObject): JsonValue {
  if (!isJsonObject(value) || typeof value.$ref !== 'string') return value
  const target = valueAt(document, decodeURIComponent(value.$ref.slice(1)))
  return isJsonObject(target) ? target : value
}
