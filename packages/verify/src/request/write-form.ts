import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { allStyles, encodeParameter } from '@concordat/wire'
import type { BodyPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'

/** Writes a form body; properties are query-like parameters of style `form` unless `encoding` says otherwise. @see OpenAPI 3.1, 4.8.14.4 */
export function writeFormBody(value: JsonObject, plan: BodyPlan | undefined): string {
  const pairs: string[] = []
  for (const [name, member] of Object.entries(value)) {
    const encoding = plan?.model.encoding.find((entry) => entry.property === name)
    const text = encodeParameter(
      {
        name,
        in: 'query',
        ...(encoding?.style === undefined ? {} : { style: encoding.style }),
        ...(encoding?.explode === undefined ? {} : { explode: encoding.explode }),
        ...(encoding?.contentType?.includes('json') ? { content: encoding.contentType } : {}),
      },
      member,
      allStyles,
    )
    if (text !== undefined && text !== '') pairs.push(text)
  }
  return pairs.join('&').replaceAll('%20', '+')
}

const boundary = 'concordat-boundary-7f3a9c'

/** Writes a multipart body: text for primitives, JSON for objects, one part for each item of an array. @see RFC 7578 */
export function writeMultipartBody(
  value: JsonObject,
  mediaType: string,
  plan: BodyPlan | undefined,
  document: JsonObject,
): { readonly mediaType: string; readonly bytes: Uint8Array } {
  const parts: string[] = []
  for (const [name, member] of Object.entries(value)) {
    const declared = declaredPartType(document, plan, name)
    const items: readonly JsonValue[] = Array.isArray(member) ? member : [member]
    for (const item of items) {
      const text = typeof item === 'string' ? item : JSON.stringify(item)
      const file = declared !== undefined && !/^text\/plain|json/.test(declared)
      const type =
        declared?.split(',')[0]?.trim() ??
        (typeof item === 'object' ? 'application/json' : undefined)
      const disposition = `Content-Disposition: form-data; name="${name.replace(/["\r\n]/g, encodeURIComponent)}"${file ? '; filename="file.bin"' : ''}`
      const head =
        type === undefined
          ? disposition
          : `${disposition}\r\nContent-Type: ${type.replace('*', 'octet-stream')}`
      parts.push(`--${boundary}\r\n${head}\r\n\r\n${text}\r\n`)
    }
  }
  const text = `${parts.join('')}--${boundary}--\r\n`
  return {
    mediaType: `${mediaType.split(';')[0]}; boundary=${boundary}`,
    bytes: new TextEncoder().encode(text),
  }
}

/** Writes a list as parts without names, each by its place. @see OpenAPI 3.2, "Encoding By Position" */
export function writeMultipartList(
  value: readonly JsonValue[],
  mediaType: string,
  plan: BodyPlan | undefined,
): { readonly mediaType: string; readonly bytes: Uint8Array } {
  const types = plan?.model.partTypes
  const parts = value.map((item, index) => {
    const said = types?.prefix[index] ?? types?.item
    const type = said?.split(',')[0]?.trim().replace('*', 'octet-stream')
    const other = typeof item === 'object' ? 'application/json' : 'text/plain'
    const text = typeof item === 'string' && !/json/.test(type ?? '') ? item : JSON.stringify(item)
    return `--${boundary}\r\nContent-Type: ${type ?? other}\r\n\r\n${text}\r\n`
  })
  return {
    mediaType: `${mediaType.split(';')[0]}; boundary=${boundary}`,
    bytes: new TextEncoder().encode(`${parts.join('')}--${boundary}--\r\n`),
  }
}

/** The media type that the document gives a part of a multipart body; `undefined` for plain texts. */
export function declaredPartType(
  document: JsonObject,
  plan: BodyPlan | undefined,
  name: string,
): string | undefined {
  const said = plan?.model.encoding.find((entry) => entry.property === name)?.contentType
  if (said !== undefined) return said
  const properties = propertiesOf(document, plan?.model.schema)
  return isFile(document, asSchema(properties[name])) ? 'application/octet-stream' : undefined
}

function propertiesOf(document: JsonObject, schema: PlacedSchema | undefined): JsonObject {
  const flat = schema && flattenSchema(document, schema).schema
  return isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
}

/** Whether a part is a file by its schema alone, or a list of files. @see OpenAPI 3.0, 4.7.14.4 and 3.1, 4.8.14.4 */
export function isFile(document: JsonObject, schema: JsonObject | boolean | undefined): boolean {
  if (schema === undefined) return false
  const flat = flattenSchema(document, { schema, pointer: '' }).schema
  if (!isJsonObject(flat)) return false
  const type = flat.contentMediaType
  if (flat.format === 'binary') return true
  if (typeof type === 'string' && !/^text\/plain|json/.test(type)) return true
  return flat.items !== undefined && isFile(document, asSchema(flat.items))
}
