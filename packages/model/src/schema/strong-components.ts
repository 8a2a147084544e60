/**
 * Numbers the strongly connected components of a graph: nodes with the same number reach each other. Runs without
 * recursion, so that a long chain cannot exhaust the stack.
 * @see Tarjan, Depth-first search and linear graph algorithms (1972)
 */
export function strongComponents<Node>(
  nodes: Iterable<Node>,
  successors: (node: Node) => readonly Node[],
): ReadonlyMap<Node, number> {
  const component = new Map<Node, number>()
  const index = new Map<Node, number>()
  const low = new Map<Node, number>()
  const path: Node[] = []
  let components = 0

  const close = (root: Node): void => {
    let node: Node | undefined
    do {
      node = path.pop()
      if (node !== undefined) component.set(node, components)
    } while (node !== undefined && node !== root)
    components += 1
  }

  for (const start of nodes) {
    if (index.has(start)) continue
    const calls: { readonly node: Node; readonly next: Iterator<Node> }[] = []
    const enter = (node: Node): void => {
      index.set(node, index.size)
      low.set(node, index.size - 1)
      path.push(node)
      calls.push({ node, next: successors(node)[Symbol.iterator]() })
    }
    enter(start)
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const { node } = call
      const step = call.next.next()
      if (!step.done) {
        if (!index.has(step.value)) enter(step.value)
        else if (!component.has(step.value)) lower(low, node, index.get(step.value))
        continue
      }
      calls.pop()
      if (low.get(node) === index.get(node)) close(node)
      const caller = calls.at(-1)
      if (caller) lower(low, caller.node, low.get(node))
    }
  }
  return component
}

function lower<Node>(low: Map<Node, number>, node: Node, value: number | undefined): void {
  const current = low.get(node)
  if (value !== undefined && current !== undefined && value < current) low.set(node, value)
}
