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

  /** The best template for a raw path; with `accepts` the best of which the target is accepted. */
  match(path: string, accepts?: (target: Target) => boolean): RouteMatch<Target> | undefined {
    const target = this.#literal.get(path)
    if (target !== undefined && (accepts === undefined || accepts(target))) {
      return { target, values: noValues }
    }
    if (path.charCodeAt(0) !== slash) return undefined
    const values: string[] = []
    const end = find(this.#root, { path, values, accepts }, 1)
    return end && { target: end.target, values }
  }

  /** Everything whose template fits a raw path, the best first. */
  matchAll(path: string): readonly Target[] {
    const targets = new Set<Target>()
    this.match(path, (target) => {
      targets.add(target)
      return false
    })
    return [...targets]
  }
}

function newNode<Target>(): Node<Target> {
  return { literals: new Map(), patterns: [] }
}

const slash = 47

function segmentsOf(template: string): readonly string[] {
  return (template.startsWith('/') ? template.slice(1) : template).split('/')
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

interface Search<Target> {
  readonly path: string
  /** Texts of the variables on the way. */
  readonly values: string[]
  readonly accepts: ((target: Target) => boolean) | undefined
}

/** Looks under a node for the rest of a path, from the beginning of a segment. Past its end there is none left. */
function find<Target>(
  node: Node<Target>,
  search: Search<Target>,
  from: number,
): Node<Target>['end'] {
  const { path, values, accepts } = search
  if (from > path.length) {
    return node.end && (accepts === undefined || accepts(node.end.target)) ? node.end : undefined
  }
  const next = path.indexOf('/', from)
  const to = next < 0 ? path.length : next
  const segment = path.slice(from, to)
  const literal = node.literals.get(segment) ?? node.literals.get(oneSpelling(segment))
  const found = literal && find(literal, search, to + 1)
  if (found) return found
  for (const { pattern, node: child } of node.patterns) {
    const before = values.length
    if (!matchSegment(pattern, segment, values)) continue
    const end = find(child, search, to + 1)
    if (end) return end
    values.length = before
  }
  return undefined
}
