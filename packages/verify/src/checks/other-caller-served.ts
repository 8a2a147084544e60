import { isJsonObject } from '@concordat/core'
import { defineCheck, type Observation } from '../check.ts'
import type { Guess } from '../conventions/guess.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'
import { type Story, stepOf, stepsOf, textFact } from '../exchange/story.ts'
import { findResponse, type OperationPlan } from '../plan/operation-plan.ts'

/** What belongs to one caller is not served to another. Who owns what is read from the document's words and from what the lists show. */
export const otherCallerServed = defineCheck({
  id: 'other-caller-served',
  formerIds: ['other-identity-served'],
  title: "What belongs to one caller is not another's",
  severity: 'error',
  axes: { direction: 'both', area: 'security', kind: 'semantics' },
  subject: 'identities',
  run(story: Story): readonly Observation[] {
    const create = stepOf(story, 'create')
    const read = stepOf(story, 'read')
    const list = stepOf(story, 'list')
    const owner = stepOf(story, 'owner')
    const changes = [...stepsOf(story, 'look'), ...stepsOf(story, 'change')]
    const all = [read, ...changes].filter((exchange) => exchange !== undefined)
    const hidden = story.facts.ownerLists === true && story.facts.otherCallerLists === false
    const refused = all.filter((exchange) => [403, 404].includes(exchange.answer?.status ?? 0))
    const unseen = refused.some((exchange) => exchange.answer?.status === 404)
    const readRefused = read !== undefined && refused.includes(read)
    // The first change may have ended the thing for all that come after it.
    const isPrivate = hidden || readRefused || unseen
    const found: Observation[] = []
    const observe = (exchange: Exchange, what: string, guesses: readonly Guess[] = []): void => {
      found.push({ ...observed(story, exchange, what), guesses })
    }
    if (create === undefined) return []
    if (read && isSuccess(read) && holds(read)) {
      if (
        forbids(read.operation) ||
        (hidden &&
          (unseen || changes.length === 0 || documents403(read.operation) || refused.length === 0))
      ) {
        observe(read, "gave another caller's thing", hidden ? [] : ownerWords(read.operation))
      }
    }
    for (const exchange of changes) {
      if (!isSuccess(exchange)) continue
      // Deleting what one may not see may be answered like deleting what is not there: what counts is that it is gone.
      const kept = owner !== undefined && isSuccess(owner)
      if (exchange.operation.method === 'DELETE' && kept) {
        const seen = read !== undefined && isSuccess(read) && holds(read)
        if (seen && documents403(exchange.operation) && exchange.answer?.status !== 202)
          observe(exchange, 'said that it was done, and did nothing,')
        continue
      }
      const owned = says(exchange.operation) || says(create.operation)
      const others = refused.filter((one) => one.operation.method !== 'GET')
      const exception = others.length > 0 && documents403(exchange.operation)
      if (isPrivate || (owned && documents403(exchange.operation)) || exception) {
        const words = [...ownerWords(exchange.operation), ...ownerWords(create.operation)]
        const isGuess = !isPrivate && !exception
        observe(exchange, "let another caller's thing be used", isGuess ? words.slice(0, 1) : [])
      }
    }
    const filtered = stepOf(story, 'filtered-list')
    if (filtered && (hidden || readRefused))
      observe(filtered, "listed another caller's thing, with a filter,")
    // Who may read what another owns may see it listed: colleagues often may.
    const mayRead =
      read !== undefined && isSuccess(read) && found.every((one) => one.exchange !== read)
    const isListedAgainstWords = !mayRead && list !== undefined && says(list.operation)
    if (list && story.facts.otherCallerLists === true && (readRefused || isListedAgainstWords)) {
      observe(list, "listed another caller's thing", readRefused ? [] : ownerWords(list.operation))
    }
    return found
  },
})

function observed(story: Story, exchange: Exchange, what: string): Observation {
  const { method, path, pointer } = exchange.operation
  return {
    message: `${nameOf(exchange.operation)} ${what} to "${textFact(story, 'otherCaller')}", whose it is not (${exchange.answer?.status}).`,
    pointer,
    cause: `${method} ${path}`,
    exchange,
  }
}

/** An answer with nothing in it shows nothing. */
function holds(exchange: Exchange): boolean {
  const parsed = exchange.answer?.parsed
  return parsed?.kind === 'json'
    ? isJsonObject(parsed.value) && Object.keys(parsed.value).length > 0
    : parsed?.kind === 'text'
}

function documents403(operation: OperationPlan): boolean {
  return operation.model.responses.some(({ status }) => status === '403')
}

/**
 * Whether the document says that an operation is refused to others than the owner. Words about owners alone do not: what
 * belongs to one may be read by all.
 */
function forbids(operation: OperationPlan): boolean {
  const refusals = [403, 404].map((status) => findResponse(operation, status))
  const isSaid = refusals.some(
    (one) => one !== undefined && operation.api.conventions.holds('owners', one.description ?? ''),
  )
  return isSaid || (documents403(operation) && says(operation))
}

/** Whether the document speaks of owners at an operation. */
function says(operation: OperationPlan): boolean {
  return ownerWords(operation).length > 0
}

/** The first words with which the document speaks of owners at an operation. */
function ownerWords(operation: OperationPlan): readonly Guess[] {
  const texts = [
    operation.model.summary,
    operation.model.description,
    findResponse(operation, 403)?.description,
    findResponse(operation, 404)?.description,
    findResponse(operation, 200)?.description,
  ]
  const { conventions } = operation.api
  return texts.flatMap((text) => conventions.guess('owners', text)).slice(0, 1)
}
