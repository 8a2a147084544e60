import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { judgeRequest } from '../request/judge-request.ts'
import { writeRequest } from '../request/write-request.ts'
import type { WireRequest } from '../transport/wire-exchange.ts'
import { addHeaders, authorise } from './authorise.ts'
import type { GuardOptions } from './guard.ts'
import type { PutBackOptions } from './put-back.ts'
import { sendAdmitted } from './send.ts'
import type { Session } from './session.ts'

/** Headers that say who calls, or belong to a body: a look carries its own. */
const ownHeaders = /^(authorization|cookie|content-.*|if-.*)$/i

/** Looks at a path as every caller of the run, until one sees something there. */
export function createLook(session: () => Session): GuardOptions['look'] {
  return async (read, target, model) => {
    const { settings } = session()
    const answers: Exchange[] = []
    for (const identity of settings.identities) {
      const headers = (model?.headers ?? ([['Accept', '*/*']] as const)).filter(
        ([name]) => !ownHeaders.test(name),
      )
      const query = model?.target.split('?')[1]
      const plain: WireRequest = {
        method: 'GET',
        target: query === undefined ? target : `${target}?${query}`,
        headers,
      }
      const exchange = await readAs(session(), read, plain, identity)
      if (exchange === undefined) return []
      answers.push(exchange)
      if (isSuccess(exchange)) return answers
    }
    return answers
  }
}

async function readAs(
  session: Session,
  read: OperationPlan,
  plain: WireRequest,
  identity: Session['settings']['identities'][number],
): Promise<Exchange | undefined> {
  const { request, use } = authorise(session, read, addHeaders(plain, session.settings), {
    options: { identity },
    caller: undefined,
  })
  const verdict = judgeRequest(read, plain, session.settings.basePath)
  const purpose = {
    phase: 'looking',
    label: 'whether something is there',
    credential: use,
    resource: 'guessed',
  } as const
  return (await sendAdmitted(session, read, { request, purpose, verdict }))?.exchange
}

/** Reads and changes the things of which there is one, for the keeper that puts them back. */
export function createKeeping(session: () => Session, basePath: string): PutBackOptions {
  const send = async (
    operation: OperationPlan,
    draft: RequestDraft,
    label: string,
  ): Promise<Exchange | undefined> => {
    const plain = writeRequest(operation, draft, basePath)
    if (plain === undefined) return undefined
    const caller = session().settings.identities[0]
    const { request, use } = authorise(
      session(),
      operation,
      addHeaders(plain, session().settings),
      { options: {}, caller },
    )
    const verdict = judgeRequest(operation, plain, basePath)
    const purpose = { phase: 'cleaning', label, credential: use, resource: 'known' } as const
    return (await sendAdmitted(session(), operation, { request, purpose, verdict }))?.exchange
  }
  return {
    read: (operation, draft) => send(operation, draft, 'what is there, to put it back'),
    change: (operation, draft) => send(operation, draft, 'it is put back as it was'),
  }
}
