import { createClient as createConnhexClient } from '@concordat/connhex'
import { createClient as createCumulonimbusClient } from '@concordat/cumulonimbus'
import { createClient as createIproyalClient } from '@concordat/iproyal'
import { clientCredentials, createClient as createSenhaseguraClient } from '@concordat/senhasegura'

/** Where a person has sessions, and what ends them there. A vendor that is left out is not asked. */
export interface Person {
  readonly iproyal?: {
    readonly baseUrl: string
    readonly apiToken: string
    readonly hashes: string[]
  }
  readonly connhex?: { readonly baseUrl: string; readonly sessionToken: string }
  readonly cumulonimbus?: {
    readonly baseUrl: string
    readonly sessionToken: string
    readonly userId: string
  }
  readonly senhasegura?: {
    readonly baseUrl: string
    readonly clientId: string
    readonly clientSecret: string
    readonly sessionIds: readonly string[]
  }
}

/** What became of a person's sessions at one vendor. */
export interface Outcome {
  readonly vendor: string
  /** `partly`: some sessions were ended and others not; `unknown`: no answer came, so that they may have been. */
  readonly kind: 'ended' | 'partly' | 'refused' | 'unknown' | 'would-end'
  /** For people: what was done, or why not. */
  readonly detail: string
}

/** How it is done. */
export interface EndOptions {
  /** Asks nothing that changes anything, and says what would be done. @default false */
  readonly dryRun?: boolean
  /** Told each outcome as soon as it is known. */
  readonly onProgress?: (outcome: Outcome) => void
}

type Ending = Omit<Outcome, 'vendor'>

/** Ends a person's sessions at every vendor at once. What fails at one vendor does not stop the others. */
export async function endAllSessions(
  person: Person,
  { dryRun = false, onProgress }: EndOptions = {},
): Promise<readonly Outcome[]> {
  const { iproyal, connhex, cumulonimbus, senhasegura } = person
  const endings: readonly (readonly [string, () => Promise<Ending>])[] = [
    ...(iproyal ? [['iproyal', () => endAtIproyal(iproyal, dryRun)] as const] : []),
    ...(connhex ? [['connhex', () => endAtConnhex(connhex, dryRun)] as const] : []),
    ...(cumulonimbus
      ? [['cumulonimbus', () => endAtCumulonimbus(cumulonimbus, dryRun)] as const]
      : []),
    ...(senhasegura ? [['senhasegura', () => endAtSenhasegura(senhasegura, dryRun)] as const] : []),
  ]
  return Promise.all(
    endings.map(async ([vendor, end]) => {
      const outcome = { vendor, ...(await end()) }
      onProgress?.(outcome)
      return outcome
    }),
  )
}

/** The report, a line a vendor. */
export function renderReport(outcomes: readonly Outcome[]): string {
  return outcomes
    .map(({ vendor, kind, detail }) => `${vendor.padEnd(14)}${kind.padEnd(11)}${detail}\n`)
    .join('')
}

/** Whether everything was ended that was to be. */
export function isDone(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ kind }) => kind === 'ended' || kind === 'would-end')
}

async function endAtIproyal(
  { baseUrl, apiToken, hashes }: NonNullable<Person['iproyal']>,
  dryRun: boolean,
): Promise<Ending> {
  if (dryRun) return wouldEnd(`the sessions of ${hashes.length} proxy users`)
  const client = createIproyalClient({ baseUrl, auth: { apiToken } })
  const result = await client.resetSessions({ body: { residential_user_hashes: hashes } })
  // The vendor promises no answer: only the status says something.
  return result.status === 200 ? ended(`${hashes.length} proxy users`) : notEnded(result)
}

async function endAtConnhex(
  { baseUrl, sessionToken }: NonNullable<Person['connhex']>,
  dryRun: boolean,
): Promise<Ending> {
  if (dryRun) return wouldEnd('all sessions but the one that asks')
  const client = createConnhexClient({ baseUrl, auth: { sessionToken } })
  const result = await client.disableMyOtherSessions()
  if (result.status === 200) return ended(`${result.body.count ?? 'all'} other sessions`)
  return notEnded(result)
}

async function endAtCumulonimbus(
  { baseUrl, sessionToken, userId }: NonNullable<Person['cumulonimbus']>,
  dryRun: boolean,
): Promise<Ending> {
  const client = createCumulonimbusClient({ baseUrl, auth: { sessionToken } })
  const path = { id: userId }
  if (dryRun) {
    const found = await client.listUserSessions({ path, query: { limit: 1 } })
    return found.status === 200 ? wouldEnd(`${found.body.count} sessions`) : notEnded(found)
  }
  const result = await client.deleteAllUserSessions({ path })
  return result.status === 200 ? ended(`${result.body.count} sessions`) : notEnded(result)
}

async function endAtSenhasegura(
  { baseUrl, clientId, clientSecret, sessionIds }: NonNullable<Person['senhasegura']>,
  dryRun: boolean,
): Promise<Ending> {
  if (dryRun) return wouldEnd(`${sessionIds.length} remote sessions`)
  const client = createSenhaseguraClient({
    baseUrl,
    auth: { clientCredentials: clientCredentials({ clientId, clientSecret }) },
  })
  const failed: string[] = []
  for (const session_id of sessionIds) {
    const result = await client.dropRemoteSession({ path: { session_id } })
    if (result.status !== 200) failed.push(`${session_id} (${notEnded(result).detail})`)
  }
  if (failed.length === 0) return ended(`${sessionIds.length} remote sessions`)
  const kind = failed.length === sessionIds.length ? 'refused' : 'partly'
  return { kind, detail: `not ended: ${failed.join(', ')}` }
}

const ended = (detail: string): Ending => ({ kind: 'ended', detail })
const wouldEnd = (detail: string): Ending => ({ kind: 'would-end', detail })
/** What a result says that is not the success. */
type NotEnded =
  | { readonly status: number }
  | { readonly status: 'undocumented' | 'malformed'; readonly response: Response }
  | { readonly status: 'failed'; readonly reason: string; readonly error: unknown }

function notEnded(result: NotEnded): Ending {
  if (result.status === 'failed') return unanswered(result.error, result.reason === 'request')
  const status = typeof result.status === 'number' ? result.status : result.response.status
  return { kind: 'refused', detail: `answered ${status}` }
}

/** No answer says nothing of whether the request was carried out, unless it was never sent. */
function unanswered(error: unknown, isUnsent = false): Ending {
  const detail = error instanceof Error ? error.message : String(error)
  return { kind: isUnsent ? 'refused' : 'unknown', detail }
}
