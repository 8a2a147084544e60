/** A URI without fragment, and its fragment with percent-encoding undone. */
export interface SplitUri {
  readonly uri: string
  readonly fragment: string
}

/**
 * Resolves a URI reference; `undefined` where it cannot be resolved, as a path against a URN.
 * @see {@link https://www.rfc-editor.org/rfc/rfc3986#section-5 | RFC 3986, section 5}
 */
export function resolveUri(reference: string, base: string): SplitUri | undefined {
  if (reference === '' || reference.startsWith('#')) {
    return { uri: base, fragment: decodeFragment(reference.slice(1)) }
  }
  if (!URL.canParse(reference, base)) return undefined
  const resolved = new URL(reference, base)
  const fragment = decodeFragment(resolved.hash.slice(1))
  resolved.hash = ''
  return { uri: resolved.href, fragment }
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    // A stray percent sign stands for itself.
    return fragment
  }
}
