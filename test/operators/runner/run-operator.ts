import { type LoadedDocument, loadDocument } from '@concordat/document'
import { type VerifyReport, verify } from '@concordat/verify'
import { type Api, readApi } from '../api/api.ts'
import { type Serve, toFetch } from '../api/message.ts'
import { randomOf } from '../api/random.ts'
import { createRouter } from '../api/route.ts'
import { type Operator, type Site, sitesOf, withFault } from '../faults/operator.ts'
import { groupOf } from '../oracle/group.ts'
import { isObservable } from '../oracle/is-observable.ts'
import { credentialsOf } from '../server/credentials.ts'
import { startRightServer } from '../server/right-server.ts'

/** A document, read once for all its runs. */
export interface Subject {
  readonly name: string
  readonly api: Api
  readonly loaded: LoadedDocument
  /** What is said about the right server, by group and seed. */
  readonly said: Map<string, ReadonlySet<string>>
}

/** Reads a document from its file. */
export async function readSubject(name: string, path: string): Promise<Subject> {
  const { loaded } = await loadDocument(path)
  return { name, api: await readApi(path), loaded, said: new Map() }
}

/** What became of one operator on one document. */
export interface OperatorRun {
  readonly operator: string
  readonly document: string
  readonly seed: number
  /** `no-site`: the document has nothing that the fault could act on. */
  readonly outcome: 'killed' | 'escaped' | 'unobservable' | 'no-site'
  /** Where the fault acted. */
  readonly site?: string
  readonly by?: string
  /** Sites that were passed over, as the fault cannot be seen there. */
  readonly unobservable: number
  readonly seconds: number
  readonly requests: number
}

/** Places that are tried until one is found at which the fault can be seen. */
const mostSites = 6

/** Gives the right server of a document one fault, at a place that the seed decides, and has the verifier look. */
export async function runOperator(
  subject: Subject,
  operator: Operator,
  seed: number,
  budget: number,
): Promise<OperatorRun> {
  const started = performance.now()
  const random = randomOf(`${operator.id} ${subject.name} ${seed}`)
  const sites = sitesOf(operator, subject.api.operations, random)
  const base = { operator: operator.id, document: subject.name, seed }
  let unobservable = 0
  for (let index = 0; index < mostSites && sites.length > 0; index++) {
    const [site] = sites.splice(random.integer(0, sites.length - 1), 1)
    if (site === undefined) break
    const group = groupOf(site.operation)
    const probe = withFault(startRightServer(subject.api), site, createRouter(subject.api))
    if (!(await isObservable(probe, site.operation, group))) {
      unobservable++
      continue
    }
    const known = await whatIsSaidOfTheRight(subject, site, seed, budget * 3)
    const { by, requests } = await hunt(subject, operator, site, { seed, budget, known })
    return {
      ...base,
      outcome: by === undefined ? 'escaped' : 'killed',
      site: `${site.operation.method} ${site.operation.path}: ${site.place}`,
      ...(by === undefined ? {} : { by }),
      unobservable,
      seconds: (performance.now() - started) / 1000,
      requests,
    }
  }
  const outcome = unobservable > 0 ? 'unobservable' : 'no-site'
  return {
    ...base,
    outcome,
    unobservable,
    seconds: (performance.now() - started) / 1000,
    requests: 0,
  }
}

/** Everything about one run that the verifier is told. */
async function look(
  subject: Subject,
  site: Site,
  serve: Serve,
  options: Pick<Parameters<typeof verify>[0], 'seed' | 'budget' | 'signal' | 'onEvent'>,
): Promise<VerifyReport> {
  return verify({
    document: subject.loaded,
    fetch: toFetch(serve),
    url: 'http://in-process.invalid',
    include: groupOf(site.operation).map(({ id }) => id),
    auth: credentialsOf(subject.api, 'first'),
    identities: [{ name: 'second', auth: credentialsOf(subject.api, 'second') }],
    // The store is in memory: nothing is ever behind.
    consistency: 0,
    destructive: true,
    concurrency: 1,
    ...options,
  })
}

async function whatIsSaidOfTheRight(
  subject: Subject,
  site: Site,
  seed: number,
  budget: number,
): Promise<ReadonlySet<string>> {
  const group = groupOf(site.operation)
    .map(({ id }) => id)
    .join()
  const key = `${seed} ${group}`
  const known = subject.said.get(key)
  if (known) return known
  const report = await look(subject, site, startRightServer(subject.api), { seed, budget })
  const said = new Set(report.findings.map(({ fingerprint }) => fingerprint))
  subject.said.set(key, said)
  return said
}

async function hunt(
  subject: Subject,
  operator: Operator,
  site: Site,
  {
    budget,
    known,
    seed,
  }: { readonly seed: number; readonly budget: number; readonly known: ReadonlySet<string> },
): Promise<{ readonly by: string | undefined; readonly requests: number }> {
  const end = new AbortController()
  const places = [site.operation, ...(site.shownAt ?? [])].map(({ id }) => id)
  let by: string | undefined
  const { serve } = withFault(startRightServer(subject.api), site, createRouter(subject.api))
  const report = await look(subject, site, serve, {
    seed,
    budget,
    signal: end.signal,
    onEvent(event) {
      if (event.type !== 'finding' || by !== undefined) return
      const { fingerprint, id, message, operationId } = event.finding
      if (!operator.checks.includes(id) || known.has(fingerprint) || !places.includes(operationId))
        return
      by = `${id}: ${message}`
      end.abort()
    },
  })
  return { by, requests: report.requests }
}
