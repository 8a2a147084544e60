import { oneSpelling } from './one-spelling.ts'
import { matchSegment, readSegmentPattern, type SegmentPattern } from './segment-pattern.ts'

/** What was found for a path: the target of its template, and the texts of the template's variables. */
export interface RouteMatch<Target> {
  readonly target: Target
  /** In the template's order, still percent-encoded. */
  readonly values: readonly string[]
}

interface Node<Target> {
  /** By the segment's text in its one spelling. */
  readonly literals: Map<string, Node<Target>>
  readonly patterns: {
    readonly pattern: SegmentPattern
    readonly key: string
    readonly node: Node<Target>
  }[]
  end?: { readonly target: Target }
}

const noValues: readonly string[] = []

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
    let isLiteral = true
    for (const segment of segmentsOf(template)) {
      const pattern = readSegmentPattern(segment)
      if (pattern) {
        isLiteral = false
        node = patternChild(node, pattern)
      } else {
        node = literalChild(node, oneSpelling(segment))
      }
    }
    node.end ??= { target: makeTarget() }
    if (isLiteral) this.#literal.set(template, node.end.target)
    return node.end.target
  }

  /** The best template for a raw path. */
  match(path: string): RouteMatch<Target> | undefined {
    const target = this.#literal.get(path)
    if (target !== undefined) return { target, values: noValues }
    const values: string[] = []
    const end = find(this.#root, segmentsOf(path), 0, values)
    return end && { target: end.target, values }
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

/** `/a/{x}` and `/a/{y}` are the same place in the tree: the names are each operation's own. */
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
  const literal = node.literals.get(segment) ?? node.literals.get(oneSpelling(segment))
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
