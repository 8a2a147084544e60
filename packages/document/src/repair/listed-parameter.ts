import type { JsonPointer } from '@concordat/core'
import { type Draft, own } from '../bundle/draft.ts'

/** A parameter of a list, references followed. */
export interface ListedParameter {
  /** The entry of the list: the parameter, or a reference to it. */
  readonly entry: unknown
  readonly pointer: JsonPointer
  readonly parameter: Draft
  readonly name: string
  readonly in: string
}

/** Writes a list of parameters back into its owner. */
export function setList(owner: Draft, parameters: readonly ListedParameter[]) {
  const list = own(owner, 'parameters')
  if (!Array.isArray(list)) return
  // The same array, so that it still knows where it came from.
  list.splice(0, list.length, ...parameters.map(({ entry }) => entry))
}
