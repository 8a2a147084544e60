import type { SchemaModel } from '@concordat/model'
import { code } from '../code-writer.ts'
import { type Expression, plainExpression } from './expression/expression.ts'
import { allTypes, typeSet } from './facts/type-set.ts'

/** A schema of a form, with what stands for its files. */
export interface FormSchema {
  readonly node: SchemaModel
  /** How the schemas of files are written. */
  readonly files: ReadonlyMap<SchemaModel, Expression>
}

/**
 * A form's schema whose file properties are blobs, as they are once the form is read: `format: binary` is text in JSON
 * only. The top level is written out in place, through references and `allOf`, because the named schemas are those of
 * JSON.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#encoding-multipart-media-types | Encoding `multipart` Media Types}
 */
export function withFiles(root: SchemaModel, names: readonly string[]): FormSchema {
  const files = new Map<SchemaModel, Expression>()
  const seen = new Set<SchemaModel>()
  const open = (node: SchemaModel): SchemaModel => {
    if (seen.has(node)) return node
    seen.add(node)
    const { ref, allOf, anyOf, oneOf, properties, ...rest } = node
    const parts = [...(ref ? [ref] : []), ...(allOf ?? [])]
    return {
      ...rest,
      ...(parts.length > 0 && { allOf: parts.map(open) }),
      ...(anyOf && { anyOf: anyOf.map(open) }),
      ...(oneOf && { oneOf: oneOf.map(open) }),
      ...(properties && {
        properties: new Map(
          [...properties].map(([name, schema]) => [
            name,
            names.includes(name) ? fileSchema(schema, files) : schema,
          ]),
        ),
      }),
    }
  }
  return { node: open(root), files }
}

function fileSchema(schema: SchemaModel, files: Map<SchemaModel, Expression>): SchemaModel {
  const { kind, id, uri, pointer, source, description, readOnly, writeOnly } = schema
  const file: SchemaModel = {
    kind,
    id,
    uri,
    pointer,
    source,
    ...(description !== undefined && { description }),
    ...(readOnly && { readOnly }),
    ...(writeOnly && { writeOnly }),
  }
  const blob = code`z.instanceof(Blob)`
  const written = isList(schema) ? code`z.array(${blob})` : blob
  files.set(file, plainExpression(written, allTypes))
  return file
}

function isList(schema: SchemaModel): boolean {
  let node = schema
  for (const seen = new Set<SchemaModel>(); node.ref && !seen.has(node); node = node.ref) {
    seen.add(node)
  }
  return node.types !== undefined && typeSet(node.types).has('array')
}
