/** A piece of one path segment: literal text, or a variable's name. */
type Piece = { readonly literal: string } | { readonly variable: string }

/** A path template prepared for matching. */
export interface PathMatcher {
  readonly template: string
  /** Names of the template's variables, in order. */
  readonly variables: readonly string[]
  /** Raw texts of the variables, still percent-encoded, or `undefined` when the path is another one. */
  match(pathname: string): Record<string, string> | undefined
}

/**
 * Prepares a path template. A variable stands for at least one character of one segment; literals are compared after
 * percent-decoding. Matching takes time linear in the path's length.
 *
 * @example
 * ```ts
 * import { compilePath } from '@concordat/wire'
 * const path = compilePath('/user/{id}/sessions')
 * path.match('/user/a%2Fb/sessions') // { id: 'a%2Fb' }
 * path.match('/user//sessions') // undefined
 * ```
 * @see OpenAPI 3.1, 4.8.8.2 (path templating)
 */
export function compilePath(template: string): PathMatcher {
  const segments = template.split('/').map(piecesOf)
  const variables = segments.flat().flatMap((piece) => ('variable' in piece ? piece.variable : []))
  return {
    template,
    variables,
    match(pathname) {
      const texts = pathname.split('/')
      if (texts.length !== segments.length) return undefined
      const found: [string, string][] = []
      for (const [index, pieces] of segments.entries()) {
        if (!matchSegment(pieces, texts[index] ?? '', found)) return undefined
      }
      return Object.fromEntries(found)
    },
  }
}

/**
 * The raw texts of a template's variables in a path, or `undefined` when the path is another one.
 *
 * @example
 * ```ts
 * import { matchPath } from '@concordat/wire'
 * matchPath('/user/{id}', '/user/7') // { id: '7' }
 * ```
 */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  return compilePath(template).match(pathname)
}

/**
 * Orders templates that match the same path: the one whose first differing segment is more concrete comes first.
 * @see OpenAPI 3.1, 4.8.8.2: "concrete (non-templated) paths are matched before their templated counterparts"
 */
export function comparePathTemplates(a: string, b: string): number {
  const others = b.split('/')
  for (const [index, segment] of a.split('/').entries()) {
    const difference = weightOf(segment) - weightOf(others[index] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

const weightOf = (segment: string): number =>
  /\{[^{}]+\}/.test(segment) ? (/^\{[^{}]+\}$/.test(segment) ? 2 : 1) : 0

function piecesOf(segment: string): Piece[] {
  return segment
    .split(/(\{[^{}]+\})/)
    .filter(Boolean)
    .map((text) =>
      /^\{[^{}]+\}$/.test(text) ? { variable: text.slice(1, -1) } : { literal: normalise(text) },
    )
}

function matchSegment(pieces: readonly Piece[], raw: string, found: [string, string][]): boolean {
  const [first] = pieces
  if (first === undefined) return raw === ''
  if (pieces.length === 1 && 'literal' in first) return normalise(raw) === first.literal
  let at = 0
  let open: string | undefined
  const close = (end: number): boolean => {
    if (open === undefined) return at === end
    if (end <= at) return false
    found.push([open, raw.slice(at, end)])
    open = undefined
    return true
  }
  for (const [index, piece] of pieces.entries()) {
    if ('variable' in piece) {
      // Two variables without a literal between them: the first has one character.
      if (open !== undefined) {
        if (!close(at + 1)) return false
        at += 1
      }
      open = piece.variable
      continue
    }
    const isLast = index === pieces.length - 1
    const start = open === undefined ? at : at + 1
    const end = isLast ? raw.length - piece.literal.length : raw.indexOf(piece.literal, start)
    if (end < start || !raw.startsWith(piece.literal, end) || !close(end)) return false
    at = end + piece.literal.length
  }
  return close(raw.length)
}

/** One spelling for equal texts, as URL parsers write them. */
function normalise(text: string): string {
  try {
    return encodeURI(decodeURI(text))
  } catch {
    // Broken percent-encoding can only equal itself.
    return text
  }
}
