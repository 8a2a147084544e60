import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '@concordat/core'
import { strongComponents } from '@concordat/model'

/** Where the schemas stand that heirs include, in a document of {@link openCircles}. */
const basesKey = 'x-concordat-bases'

const prefix = '#/components/schemas/'

/**
 * Opens circles of schemas that judge the same value, in a document that is the judge's own. Where a parent lists its
 * children by `oneOf` or `anyOf`, and they include it by `allOf`, a child is judged by what the parent says beside the
 * list: that it is one of those listed, it says itself. As JSON Schema stands the judgement would have no end.
 */
export function openCircles(document: JsonObject): JsonObject {
  const components = isJsonObject(document.components) ? document.components.schemas : undefined
  if (!isJsonObject(components)) return document
  const schemas = new Map(Object.entries(components))
  const circles = strongComponents([...schemas.keys()], (name) =>
    namesIn(schemas.get(name)).filter((other) => schemas.has(other)),
  )
  const bases: Record<string, JsonValue> = {}
  const baseOf = (name: string, from: string): string | undefined => {
    if (circles.get(name) !== circles.get(from)) return undefined
    const parent = schemas.get(name)
    if (!isJsonObject(parent)) return undefined
    const leadsBack = (list: JsonValue | undefined): boolean =>
      namesIn({ anyOf: list ?? [] }).some((other) => circles.get(other) === circles.get(name))
    const { oneOf, anyOf, discriminator, ...rest } = parent
    if (!leadsBack(oneOf) && !leadsBack(anyOf)) return undefined
    bases[name] ??= {
      ...rest,
      ...(oneOf !== undefined && !leadsBack(oneOf) && { oneOf }),
      ...(anyOf !== undefined && !leadsBack(anyOf) && { anyOf }),
    }
    return `#/${basesKey}/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`
  }
  for (const [name, schema] of schemas) redirect(schema, (target) => baseOf(target, name))
  return Object.keys(bases).length === 0 ? document : { ...document, [basesKey]: bases }
}

/** The place in the document of what {@link openCircles} took out of it. */
export function placeOfBase(pointer: JsonPointer): JsonPointer {
  return pointer.startsWith(`/${basesKey}/`)
    ? `/components/schemas${pointer.slice(basesKey.length + 1)}`
    : pointer
}

/** Names of the component schemas that judge the same value as this one. */
function namesIn(schema: JsonValue | undefined): string[] {
  if (!isJsonObject(schema)) return []
  const own = nameOf(schema.$ref)
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )
  return [...(own === undefined ? [] : [own]), ...parts.flatMap((part) => namesIn(part))]
}

/** Leads the references by which a schema includes others elsewhere; alternatives are not included. */
function redirect(schema: JsonValue, to: (name: string) => string | undefined): void {
  if (!isJsonObject(schema)) return
  const name = nameOf(schema.$ref)
  const reference = name === undefined ? undefined : to(name)
  // The document is a copy of the judge's own, as its caller says.
  if (reference !== undefined) Object.assign(schema, { $ref: reference })
  if (Array.isArray(schema.allOf)) for (const part of schema.allOf) redirect(part, to)
}

function nameOf(reference: JsonValue | undefined): string | undefined {
  if (typeof reference !== 'string' || !reference.startsWith(prefix)) return undefined
  const token = reference.slice(prefix.length)
  if (token.includes('/')) return undefined
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    // A stray `%` is meant as it stands.
    return token
  }
}
