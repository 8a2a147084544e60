import { isJsonObject, type JsonObject, type JsonPointer } from '@concordat/core'

/** An object that is a reference. */
export type ReferenceObject = JsonObject & { readonly $ref: string }

/** A URI reference split at its first `#`. */
export interface ReferenceParts {
  /** Empty for the same file. */
  readonly uri: string
  /** Percent-decoded. */
  readonly fragment: string
}

/** Whether an object, where a reference may stand, is one: a property named `$ref` has a schema, not a string. */
export function isReference(value: unknown): value is ReferenceObject {
  return isJsonObject(value) && Object.hasOwn(value, '$ref') && typeof value.$ref === 'string'
}

/** Splits a URI reference. @see {@link https://www.rfc-editor.org/rfc/rfc6901#section-6 | RFC 6901, section 6} */
export function splitReference(ref: string): ReferenceParts {
  const at = ref.indexOf('#')
  if (at === -1) return { uri: ref, fragment: '' }
  return { uri: ref.slice(0, at), fragment: percentDecode(ref.slice(at + 1)) }
}

/** A pointer as the fragment of a URI reference; only what would be misread is encoded. */
export function referenceTo(pointer: JsonPointer): string {
  return `#${pointer.replaceAll('%', '%25')}`
}

/** Absolute URI of another file, without fragment, or `undefined` when it is not a URI reference. */
export function absoluteUri(uri: string, base: string): string | undefined {
  try {
    const absolute = new URL(uri, base)
    absolute.hash = ''
    return absolute.href
  } catch {
    return undefined
  }
}

/** Whether the value of a discriminator's mapping is a reference rather than the bare name of a schema. */
export function isUriReference(value: string): boolean {
  return /[/#]|\.(?:json|ya?ml)$/i.test(value)
}

function percentDecode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
