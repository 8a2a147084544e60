import { isJsonObject } from '@concordat/core'
import type { Observation } from '../check.ts'
import { checks } from '../check-registry.ts'
import { createExchange, type Exchange } from '../exchange/exchange.ts'
import type { BadCredential, CredentialUse, Purpose } from '../exchange/purpose.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import { judgeRequest, matchTemplate } from '../request/judge-request.ts'
import type {
  FramingFault,
  HeaderField,
  WireOutcome,
  WireRequest,
} from '../transport/wire-exchange.ts'

/** One fenced block of a page. */
interface Block {
  readonly language: string
  readonly flags: ReadonlyMap<string, string>
  readonly text: string
}

/** What a section of a page shows: exchanges by role, and facts. */
export interface PageSection {
  readonly blocks: readonly Block[]
}

/** Reads the sections "Passes" and "Fails" of a check's page. */
export function readCheckPage(markdown: string): {
  readonly passes: PageSection
  readonly fails: PageSection
} {
  const section = (title: string): PageSection => {
    const [, rest = ''] = markdown.split(`## ${title}\n`)
    const [body = ''] = rest.split(/\n## /)
    const blocks = [...body.matchAll(/```(\S+)([^\n]*)\n([\s\S]*?)\n```/g)].map((match) => ({
      language: match[1] ?? '',
      flags: new Map(
        (match[2] ?? '')
          .trim()
          .split(/\s+/)
          .filter((flag) => flag !== '')
          .map((flag) => {
            const at = flag.indexOf('=')
            return at < 0 ? [flag, ''] : [flag.slice(0, at), flag.slice(at + 1)]
          }),
      ),
      text: match[3] ?? '',
    }))
    return { blocks }
  }
  return { passes: section('Passes'), fails: section('Fails') }
}

/** Runs a check over what a section shows. */
export function runSection(api: ApiPlan, id: string, section: PageSection): readonly Observation[] {
  const check = checks.find((one) => one.id === id)
  if (check === undefined) throw new Error(`no check ${id}`)
  const steps = section.blocks
    .filter(({ language }) => language === 'http')
    .map((block) => ({ role: block.flags.get('role') ?? '', exchange: readExchange(api, block) }))
  if (check.subject === 'exchange') return steps.flatMap(({ exchange }) => check.run(exchange))
  const facts = section.blocks.find(({ language }) => language === 'json')
  const parsed: unknown = facts ? JSON.parse(facts.text) : {}
  const [first] = steps
  if (first === undefined) throw new Error('a story needs an exchange')
  return check.run({
    kind: check.subject,
    operation: first.exchange.operation,
    steps,
    facts: isJsonObject(parsed) ? parsed : {},
  })
}

function readExchange(api: ApiPlan, { flags, text }: Block): Exchange {
  const at = text.search(/^HTTP\/1\.1 /m)
  const sent = readMessage(at < 0 ? text : text.slice(0, at).trimEnd())
  const [method = '', target = ''] = sent.start.split(' ')
  const request: WireRequest = {
    method,
    target,
    headers: sent.headers,
    ...(sent.body === undefined ? {} : { body: new TextEncoder().encode(sent.body) }),
  }
  const operation = findOperation(api, method, target, flags.has('method'))
  const verdict = judgeRequest(operation, request, '')
  const secret = flags.get('secret')
  return createExchange({
    operation,
    request,
    purpose: purposeOf(flags),
    verdict,
    outcome: outcomeOf(flags, at < 0 ? '' : text.slice(at)),
    allowedMilliseconds: flags.has('allowed') ? Number(flags.get('allowed')) : undefined,
    secrets: secret === undefined ? undefined : [secret],
  })
}

function purposeOf(flags: ReadonlyMap<string, string>): Purpose {
  const [place = '', keyword = '', ordinary] = (flags.get('contrast') ?? '').split(':')
  const [section = '', ...name] = place.split('.')
  const resource = flags.get('resource')
  return {
    phase: 'coverage',
    label: 'an example',
    credential: credentialOf(flags.get('credential')),
    resource:
      resource === 'known' || resource === 'unknown' || resource === 'guessed' ? resource : 'none',
    ...(flags.has('contrast')
      ? {
          contrast: {
            in: section === 'query' ? 'query' : 'body',
            name: name.join('.'),
            keyword,
            pointer: '/paths',
            ordinary: ordinary === 'ordinary',
            label: 'a difference',
          },
        }
      : {}),
    ...(flags.has('method') ? { undocumentedMethod: true } : {}),
    ...(flags.has('unusual') ? { unusual: true } : {}),
  }
}

function credentialOf(text: string | undefined): CredentialUse {
  if (text === undefined || text === 'sufficient')
    return { kind: 'sufficient', identity: 'default' }
  if (text === 'missing') return { kind: 'missing' }
  const ways: readonly BadCredential[] = ['wrong', 'truncated', 'expired', 'other-scheme']
  return { kind: 'bad', how: ways.find((way) => way === text) ?? 'malformed', label: text }
}

function outcomeOf(flags: ReadonlyMap<string, string>, text: string): WireOutcome {
  const milliseconds = Number(flags.get('took') ?? 1)
  const failure = flags.get('failure')
  if (failure === 'dropped' || failure === 'timeout') {
    return { kind: 'failure', failure: { reason: failure, message: failure }, milliseconds }
  }
  const message = readMessage(text)
  const fault = flags.get('fault')
  const kinds: readonly FramingFault['kind'][] = ['length-mismatch', 'length-forbidden']
  const kind = kinds.find((one) => one === fault)
  return {
    kind: 'response',
    milliseconds,
    response: {
      status: Number(message.start.split(' ')[1]),
      reason: '',
      headers: message.headers,
      body: new TextEncoder().encode(message.body ?? ''),
      faults: kind === undefined ? [] : [{ kind, message: 'as shown' }],
    },
  }
}

function readMessage(text: string): {
  readonly start: string
  readonly headers: readonly HeaderField[]
  readonly body: string | undefined
} {
  const at = text.indexOf('\n\n')
  const [start = '', ...lines] = (at < 0 ? text : text.slice(0, at)).split('\n')
  const headers = lines
    .filter((line) => line !== '')
    .map((line): HeaderField => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    })
  return { start, headers, body: at < 0 ? undefined : text.slice(at + 2) }
}

function findOperation(
  api: ApiPlan,
  method: string,
  target: string,
  anyMethod: boolean,
): OperationPlan {
  const path = target.split('?')[0] ?? target
  const found = api.operations.find(
    (operation) =>
      (anyMethod || operation.method === method) &&
      matchTemplate(operation.path, path) !== undefined,
  )
  // What is shown under a path that the document does not have belongs to the first operation of that method.
  const fallback = api.operations.find((operation) => operation.method === method)
  const operation = found ?? fallback
  if (operation === undefined) throw new Error(`no operation for ${method} ${target}`)
  return operation
}
