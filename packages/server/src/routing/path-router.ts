import { matchSegment, readSegmentPattern, type SegmentPattern } from './segment-pattern.ts'

/** What was found for a path: the target of its template, and the raw texts of the template's variables. */
export interface RouteMatch<Target> {
  readonly target: Target
  /** Still percent-encoded. */
  readonly variables: Readonly<Record<string, string>>
}

interface Node<Target> {
  /** By the segment's text without its percent-encoding. */
  readonly literals: Map<string, Node<Target>>
  readonly patterns: {
    readonly pattern: SegmentPattern
    readonly key: string
    readonly node: Node<Target>
  }[]
  end?: { readonly target: Target; readonly names: readonly string[] }
}

const noVariables: Readonly<Record<string, string>> = Object.freeze({})

/**
 * Finds the path template that a raw path is an instance of. Segment by segment, from the left, what is literal wins
 * over what is not, and a path that fits no template that way is tried with the next best. A trailing slash counts.
 *
 * @see OpenAPI 3.1, 4.8.8.2
 */
export class PathRouter<Target> {
  readonly #root: Node<Target> = newNode()
  /** Templates without variables: most paths of most servers are found here at once. */
  readonly #literal = new Map<string, Target>()

  /** Adds a template, or gives the target that it already has. */
  add(template: string, makeTarget: () => Target): Target {
    let node = this.#root
    const names: string[] = []
    for (const segment of segmentsOf(template)) {
      const pattern = readSegmentPattern(segment)
      if (pattern) {
        names.push(...pattern.names)
        node = patternChild(node, pattern)
      } else {
        node = literalChild(node, plain(segment))
      }
    }
    node.end ??= { target: makeTarget(), names }
    if (names.length === 0) this.#literal.set(template, node.end.target)
    return node.end.target
  }

  /** The best template for a raw path. */
  match(path: string): RouteMatch<Target> | undefined {
    const target = this.#literal.get(path)
    if (target !== undefined) return { target, variables: noVariables }
    const values: string[] = []
    const end = find(this.#root, segmentsOf(path), 0, values)
    if (!end) return undefined
    const variables: Record<string, string> = Object.create(null)
    for (const [index, name] of end.names.entries()) variables[name] = values[index] ?? ''
    return { target: end.target, variables }
  }
}

function newNode<Target>(): Node<Target> {
  return { literals: new Map(), patterns: [] }
}

function segmentsOf(path: string): readonly string[] {
  return (path.startsWith('/') ? path.slice(1) : path).split('/')
}

function literalChild<Target>(node: Node<Target>, text: string): Node<Target> {
  const known = node.literals.get(text)
  if (known) return known
  const child: Node<Target> = newNode()
  node.literals.set(text, child)
  return child
}

/** `/a/{x}` and `/a/{y}` are the same place in the tree; the names belong to where a template ends. */
function patternChild<Target>(node: Node<Target>, pattern: SegmentPattern): Node<Target> {
  const key = JSON.stringify(pattern.literals)
  const known = node.patterns.find((entry) => entry.key === key)
  if (known) return known.node
  const child: Node<Target> = newNode()
  node.patterns.push({ pattern, key, node: child })
  node.patterns.sort((left, right) => right.pattern.weight - left.pattern.weight)
  return child
}

function find<Target>(
  node: Node<Target>,
  segments: readonly string[],
  index: number,
  values: string[],
): Node<Target>['end'] {
  const segment = segments[index]
  if (segment === undefined) return node.end
  const literal = node.literals.get(segment) ?? node.literals.get(plain(segment))
  const found = literal && find(literal, segments, index + 1, values)
  if (found) return found
  for (const { pattern, node: child } of node.patterns) {
    const own = matchSegment(pattern, segment)
    if (!own) continue
    const before = values.length
    values.push(...own)
    const end = find(child, segments, index + 1, values)
    if (end) return end
    values.length = before
  }
  return undefined
}

/** Equivalent spellings of a segment are one: `/caf%C3%A9` is `/café`. @see RFC 3986, section 6.2.2 */
function plain(segment: string): string {
  if (!segment.includes('%') && !/[^ -~]/.test(segment)) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    // Not valid percent-encoding: it can only be equal to itself.
    return segment
  }
}
