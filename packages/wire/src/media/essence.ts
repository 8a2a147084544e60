/** A media type without its parameters, in lower case. */
export function essenceOf(contentType: string): string {
  return contentType
    .replace(/\s*;.*/s, '')
    .trim()
    .toLowerCase()
}

/** Whether bodies of this essence are JSON values. @see RFC 6839, section 3.1 */
export function isJson(essence: string): boolean {
  return /[/+]json$/.test(essence)
}
