import { ConcordatError } from '@concordat/core'
import type { MemberReader } from '@concordat/docs'
import type { ApiModel } from '@concordat/model'
import { matchPath } from '@concordat/wire'
import * as z from 'zod'
import { readJson } from './read-reports.ts'

const interaction = z.object({
  request: z.object({ method: z.string(), path: z.string() }),
  response: z.object({ status: z.number(), body: z.unknown().optional() }),
  comments: z
    .object({
      concordat: z
        .object({ operationId: z.string(), read: z.array(z.string()) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

const pact = z.object({
  consumer: z.object({ name: z.string() }),
  provider: z.object({ name: z.string() }),
  interactions: z.array(z.unknown()).default([]),
})

/** A Pact file as far as it says who reads what. */
export interface ConsumerContract {
  readonly consumer: string
  readonly provider: string
  readonly interactions: readonly z.output<typeof interaction>[]
}

/**
 * Reads Pact files: those that `@concordat/record` writes, and those of others.
 * @throws ConcordatError `E_CONTRACT_UNREADABLE` for a file that is none
 */
export async function readContracts(
  files: readonly string[],
  folder: string,
): Promise<ConsumerContract[]> {
  return Promise.all(
    files.map(async (file) => {
      const parsed = pact.safeParse(await readJson(file, folder, 'E_CONTRACT_UNREADABLE'))
      if (!parsed.success) {
        throw new ConcordatError(
          'E_CONTRACT_UNREADABLE',
          `\`${file}\` is no Pact file: expected \`consumer\`, \`provider\` and \`interactions\`.`,
        )
      }
      const { consumer, provider, interactions } = parsed.data
      return {
        consumer: consumer.name,
        provider: provider.name,
        // Messages and what plugins add are no calls.
        interactions: interactions.flatMap((one) => interaction.safeParse(one).data ?? []),
      }
    }),
  )
}

/** Who reads what of an API's answers: of contracts whose provider bears the API's name. */
export function readersOf(contracts: readonly ConsumerContract[], model: ApiModel): MemberReader[] {
  const found = new Map<string, { readonly reader: MemberReader; readonly members: Set<string> }>()
  for (const { consumer, provider, interactions } of contracts) {
    if (provider.toLowerCase() !== model.name && provider !== model.title) continue
    for (const one of interactions) {
      const operationId = one.comments?.concordat?.operationId ?? operationOf(one, model)
      if (operationId === undefined) continue
      const status = String(one.response.status)
      const key = [consumer, operationId, status].join('\n')
      const entry = found.get(key) ?? {
        reader: { consumer, operationId, status, members: [] },
        members: new Set<string>(),
      }
      found.set(key, entry)
      for (const member of membersOf(one)) entry.members.add(member)
    }
  }
  return [...found.values()]
    .map(({ reader, members }) => ({ ...reader, members: [...members].sort() }))
    .sort((a, b) => (a.consumer + a.status < b.consumer + b.status ? -1 : 1))
}

type Interaction = ConsumerContract['interactions'][number]

function operationOf({ request }: Interaction, model: ApiModel): string | undefined {
  const bases = ['', ...model.servers.map(({ url }) => basePath(url))]
  const named = model.operations.filter(({ method }) => method === request.method.toLowerCase())
  // A literal path comes before one with parameters.
  const ordered = [...named].sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  return ordered.find(({ path }) =>
    bases.some((base) => matchPath(base + path, request.path) !== undefined),
  )?.operationId
}

function basePath(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '')
}

function membersOf({ comments, response }: Interaction): string[] {
  const recorded = comments?.concordat?.read
  if (recorded) return recorded.map(memberText)
  const { body } = response
  // Version 4 of Pact puts the body's type around it.
  const content =
    typeof body === 'object' && body !== null && 'content' in body && 'contentType' in body
      ? body.content
      : body
  return [...leaves(content, '')]
}

/** A place in a body, as recorded contracts have it, as people write it: `items[].iat`. */
function memberText(path: string): string {
  const steps = path.split('/').slice(1)
  const text = steps.reduce((before, step) => {
    if (step === '*') return `${before}[]`
    const name = step.replaceAll('~2', '*').replaceAll('~1', '/').replaceAll('~0', '~')
    return before === '' ? name : `${before}.${name}`
  }, '')
  return text === '' ? 'the whole body' : text
}

function* leaves(value: unknown, at: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* leaves(item, `${at}[]`)
    return
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      yield* leaves(member, at === '' ? name : `${at}.${name}`)
    }
    return
  }
  if (value !== undefined && at !== '') yield at
}
