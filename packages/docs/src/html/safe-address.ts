/** What a link may lead to: pages, mail, telephones, and files beside the page. */
const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * Whether an address that a document gives may stand in a link. Read as browsers read it: they pass over line breaks and
 * tabs, so that `java\nscript:` is a scheme.
 * @see {@link https://url.spec.whatwg.org/#concept-basic-url-parser | URL Standard}
 */
export function isSafeAddress(address: string): boolean {
  const base = 'https://site.invalid/page'
  return URL.canParse(address, base) && schemes.has(new URL(address, base).protocol)
}
