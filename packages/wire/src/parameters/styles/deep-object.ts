import type { Escape } from '../escape.ts'
import { isComposite, membersOf, textOf } from '../value-text.ts'

/**
 * Style `deepObject`, in queries: `color[R]=100&color[G]=200`, brackets percent-encoded. OpenAPI says no more than
 * that; nested objects go on in the same way (`a[b][c]=1`) and items of arrays have their index (`a[b][0]=1`).
 *
 * @throws TypeError for a property name that is empty or contains a bracket.
 * @see OpenAPI 3.1, 4.8.12.4
 */
export function encodeDeepObject(
  name: string,
  value: unknown,
  _explode: boolean,
  escapeText: Escape,
): string {
  const write = (path: string, node: unknown): string[] => {
    if (!isComposite(node)) return [`${path}=${escapeText(textOf(node))}`]
    return membersOf(node).flatMap(([key, member]) => {
      if (!key || /[[\]]/.test(key)) {
        throw new TypeError(`The property \`${key}\` of \`${name}\` cannot be sent as a deepObject`)
      }
      return write(`${path}%5B${encodeURIComponent(key)}%5D`, member)
    })
  }
  return write(escapeText(name), value).join('&')
}

/** A deep object as it is read, before shapes say what its texts stand for. Texts are still percent-encoded. */
export interface DeepNode {
  readonly texts: string[]
  readonly children: Map<string, DeepNode>
}

/** Deeper nesting than this is refused. */
export const maxDeepObjectDepth = 64

/**
 * The keys after the parameter's name in `name[a][b]`; `undefined` when the text is no such path, or too deep.
 */
export function deepObjectPath(name: string, text: string): string[] | undefined {
  const rest = text.slice(name.length)
  if (!/^(?:\[[^[\]]*\])+$/.test(rest)) return undefined
  const keys = rest.slice(1, -1).split('][')
  return keys.length > maxDeepObjectDepth ? undefined : keys
}

/** Adds one text to a tree of deep nodes. */
export function growDeepNode(root: DeepNode, keys: readonly string[], text: string): void {
  let node = root
  for (const key of keys) {
    let child = node.children.get(key)
    if (!child) {
      child = { texts: [], children: new Map() }
      node.children.set(key, child)
    }
    node = child
  }
  node.texts.push(text)
}
