import { pathBelow } from '../engine/guard.ts'
import type { Ownership } from '../engine/ownership.ts'
import { pathOf } from '../engine/ownership.ts'
import { itemPrefixes, pathParameters } from '../plan/resource.ts'
import type { SetUpState } from './state-book.ts'

/** Lets the run change what a provider state made: the things that its values name, and what its operations are called at. */
export function ownState(ownership: Ownership, basePath: string, state: SetUpState): void {
  const { operations, params, requests } = state
  for (const { path } of operations) {
    const values = pathParameters(path).map((name) => params[name])
    if (!values.every((value) => value !== undefined)) continue
    const item = itemPrefixes(path).at(-1)
    if (item === undefined) ownership.permit(path)
    else ownership.own({ path: pathOf(item, values), provenance: 'state' })
  }
  for (const { path } of requests) ownership.permit(pathBelow(path, basePath))
}
