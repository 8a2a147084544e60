const pointer = /^(?:\/(?:[^~/]|~[01])*)*$/u
const relativePointer = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/u

/** Whether text is a JSON pointer. @see {@link https://www.rfc-editor.org/rfc/rfc6901#section-5 | RFC 6901, section 5} */
export function isJsonPointer(text: string): boolean {
  return pointer.test(text)
}

/** Whether text is a relative JSON pointer. @see Relative JSON Pointers, draft-bhutton-relative-json-pointer-00, section 3 */
export function isRelativeJsonPointer(text: string): boolean {
  return relativePointer.test(text)
}
