import type { Identity } from '../credentials/identity.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Knowledge, KnownThing } from './knowledge.ts'
import { withThing } from './place-thing.ts'

/** Reads a thing; `undefined` when there is no operation for it. */
export async function readThing(
  session: Session,
  knowledge: Knowledge,
  thing: KnownThing,
  {
    identity,
    label = 'it is read',
  }: { readonly identity?: Identity | undefined; readonly label?: string } = {},
): Promise<Exchange | undefined> {
  const { read } = thing.resource
  if (read === undefined) return undefined
  const base = knowledge.baselines.get(read)?.draft ?? {
    path: {},
    query: {},
    header: {},
    cookie: {},
  }
  const sent = await send(session, read, withThing(read, base, thing), {
    phase: 'stateful',
    label,
    resource: 'guessed',
    options: identity ? { identity } : {},
  })
  return sent?.exchange
}
