import type { HeaderModel, OperationModel, ResponseModel } from '@concordat/model'
import { addFact, compareSchemas, flowOf, type Pairing } from './comparing.ts'
import { type BodyType, bodyTypes, isTypeWithin } from './media-types.ts'
import { readOneAsList } from './one-as-list.ts'
import { writeResponse } from './write-exchange.ts'

/** Compares the answers of an operation, status by status, ranges and `default` resolved. */
export function compareResponses(pairing: Pairing): void {
  if (flowOf(pairing, 'response') === 'to-server') {
    compareTakenAnswers(pairing)
    return
  }
  const { was, is } = pairing
  const [before, after] = [statusesOf(was.model), statusesOf(is.model)]
  const compared = new Set<string>()
  for (const status of relevantStatuses(was.model, is.model)) {
    const response = resolve(is.model, after, status)
    if (!response) continue
    const known = resolve(was.model, before, status)
    if (!known) {
      if (isSuccess(status)) successAdded(pairing, status, response)
      else errorAdded(pairing, status, response)
      continue
    }
    const pair = `${known.pointer} ${response.pointer}`
    if (compared.has(pair)) continue
    compared.add(pair)
    compareResponse(pairing, status, known, response)
  }
  reportRemoved(pairing)
}

/** What an API takes as the answer to a webhook or a callback: all that it took. */
function compareTakenAnswers(pairing: Pairing): void {
  const { was, is } = pairing
  const [before, after] = [statusesOf(was.model), statusesOf(is.model)]
  for (const status of relevantStatuses(is.model, was.model)) {
    const known = resolve(was.model, before, status)
    const response = resolve(is.model, after, status)
    if (known && response) compareResponse(pairing, status, known, response)
    else if (known && isSuccess(status)) {
      addFact(pairing, {
        id: 'response-status-removed',
        class: 'wire',
        direction: 'response',
        message: `The answer ${status} is no longer taken.`,
        key: known.pointer,
        old: known.pointer,
        witness: writeResponse(status, [], undefined),
      })
    }
  }
}

function statusesOf({ responses }: OperationModel): ReadonlyMap<string, ResponseModel> {
  return new Map(responses.map((response) => [response.status.toUpperCase(), response]))
}

/**
 * The statuses that have to be asked about: each that is named, and of each range one that is not. `default` says
 * something of successes only where no success is named: it is how documents say what errors look like.
 */
function relevantStatuses(was: OperationModel, is: OperationModel): readonly string[] {
  const named = new Set(
    [...was.responses, ...is.responses].map(({ status }) => status.toUpperCase()),
  )
  const exact = [...named].filter((status) => /^\d{3}$/.test(status))
  const others = ['1', '2', '3', '4', '5'].flatMap((digit) => {
    const isAsked = named.has(`${digit}XX`) || named.has('DEFAULT')
    const free = Array.from(
      { length: 100 },
      (_, index) => `${digit}${String(index).padStart(2, '0')}`,
    )
    const status = free.find((one) => !named.has(one))
    return isAsked && status !== undefined ? [status] : []
  })
  return [...exact, ...others].sort()
}

function resolve(
  operation: OperationModel,
  responses: ReadonlyMap<string, ResponseModel>,
  status: string,
): ResponseModel | undefined {
  const own = responses.get(status) ?? responses.get(`${status[0]}XX`)
  if (own) return own
  const fallback = responses.get('DEFAULT')
  if (!fallback || !isSuccess(status)) return fallback
  const namesSuccess = operation.responses.some((one) => /^[23]/.test(one.status))
  return namesSuccess || !status.startsWith('2') ? undefined : fallback
}

/** Whether a client that knows its errors cannot know a status: every client has to expect 4xx and 5xx (RFC 9110, 15). */
function isSuccess(status: string): boolean {
  return !/^[45]/.test(status)
}

function successAdded(pairing: Pairing, status: string, response: ResponseModel): void {
  addFact(pairing, {
    id: 'response-status-added',
    class: 'wire',
    direction: 'response',
    message: `The API can now answer ${statusText(status, response)}.`,
    key: response.pointer,
    new: response.pointer,
    witness: responseOf(pairing, status, response),
  })
}

function errorAdded(pairing: Pairing, status: string, response: ResponseModel): void {
  addFact(pairing, {
    id: 'response-error-added',
    class: 'compatible',
    direction: 'response',
    message: `The answer ${statusText(status, response)} is documented now.`,
    key: response.pointer,
    new: response.pointer,
  })
}

function statusText(status: string, response: ResponseModel): string {
  return response.status === status ? status : `${status} (by \`${response.status}\`)`
}

function reportRemoved(pairing: Pairing): void {
  const { was, is } = pairing
  const after = statusesOf(is.model)
  for (const response of was.model.responses) {
    if (after.has(response.status.toUpperCase())) continue
    const isLastSuccess =
      /^2/.test(response.status) && !hasSuccess(is.model) && hasSuccess(was.model)
    addFact(pairing, {
      id: isLastSuccess ? 'response-success-removed' : 'response-status-removed',
      class: isLastSuccess ? 'wire' : 'compatible',
      direction: 'response',
      message: isLastSuccess
        ? `The answer ${response.status} is gone, and no other success is documented.`
        : `The answer ${response.status} is gone.`,
      ...(isLastSuccess && { argument: 'No request is promised to succeed any more.' }),
      key: response.pointer,
      old: response.pointer,
    })
  }
}

function hasSuccess({ responses }: OperationModel): boolean {
  return responses.some(({ status }) => /^2/.test(status) || status === 'default')
}

function compareResponse(
  pairing: Pairing,
  status: string,
  was: ResponseModel,
  is: ResponseModel,
): void {
  compareHeaders(pairing, status, was, is)
  const types = bodyTypes(is.content)
  for (const type of bodyTypes(was.content)) {
    const match = types.find(({ name }) => isTypeWithin(name, type.name))
    if (match) compareContent(pairing, status, type, match)
    else typeRemoved(pairing, status, type, is)
  }
  for (const type of types) {
    const isKnown = bodyTypes(was.content).some(({ name }) => isTypeWithin(type.name, name))
    if (!isKnown) typeAdded(pairing, status, type)
  }
}

function typeRemoved(
  pairing: Pairing,
  status: string,
  { model, name }: BodyType,
  response: ResponseModel,
): void {
  addFact(pairing, {
    id: 'response-media-type-removed',
    class: 'wire',
    direction: 'response',
    message: `The answer ${status} no longer comes as \`${name}\`.`,
    argument: `A client that asks for \`${name}\` gets it no longer.`,
    key: model.pointer,
    old: model.pointer,
    new: response.pointer,
    witness: responseOf(pairing, status, response),
  })
}

function typeAdded(pairing: Pairing, status: string, { model, name }: BodyType): void {
  addFact(pairing, {
    id: 'response-media-type-added',
    class: 'compatible',
    direction: 'response',
    message: `The answer ${status} can now come as \`${name}\`.`,
    key: model.pointer,
    new: model.pointer,
  })
}

function compareContent(pairing: Pairing, status: string, was: BodyType, is: BodyType): void {
  const [old, next] = [was.model.schema, is.model.schema]
  if (!old && !next) return
  if (was.kind === 'bytes' && is.kind === 'bytes') {
    const { schemas } = pairing
    const isBytes =
      schemas.isAnyText(pairing.old.schema(old?.pointer, 'response', 'taken')) &&
      schemas.isAnyText(pairing.next.schema(next?.pointer, 'response', 'sent'))
    if (isBytes) return
  }
  compareSchemas(pairing, {
    was: old,
    is: next,
    direction: 'response',
    isText: was.kind !== 'json' && was.kind !== 'bytes',
    isXml: was.kind === 'xml',
    subject: `the answer ${status}`,
    witness: (value) => writeResponse(status, [], { mediaType: is.name, value }),
  })
}

function compareHeaders(
  pairing: Pairing,
  status: string,
  was: ResponseModel,
  is: ResponseModel,
): void {
  const after = new Map(is.headers.map((header) => [header.name.toLowerCase(), header]))
  for (const header of was.headers) {
    const other = after.get(header.name.toLowerCase())
    if (header.required && !other?.required)
      headerLost(pairing, { status, response: is }, header, other)
    else if (!other) {
      addFact(pairing, {
        id: 'response-header-removed',
        class: 'compatible',
        direction: 'response',
        message: `The header \`${header.name}\` of the answer ${status} is gone; it was not promised.`,
        key: header.pointer,
        old: header.pointer,
      })
    }
    if (other) compareHeader(pairing, status, header, other)
  }
  const before = new Set(was.headers.map(({ name }) => name.toLowerCase()))
  for (const header of is.headers) {
    if (before.has(header.name.toLowerCase())) continue
    addFact(pairing, {
      id: 'response-header-added',
      class: 'compatible',
      direction: 'response',
      message: `The answer ${status} has a new header \`${header.name}\`.`,
      key: header.pointer,
      new: header.pointer,
    })
  }
}

function headerLost(
  pairing: Pairing,
  { status, response }: { readonly status: string; readonly response: ResponseModel },
  header: HeaderModel,
  other: HeaderModel | undefined,
): void {
  addFact(pairing, {
    id: 'response-header-optional',
    class: 'wire',
    direction: 'response',
    message: `The answer ${status} can now be without the header \`${header.name}\`.`,
    key: header.pointer,
    old: header.pointer,
    new: other?.pointer ?? response.pointer,
    witness: responseOf(pairing, status, response),
  })
}

function compareHeader(pairing: Pairing, status: string, was: HeaderModel, is: HeaderModel): void {
  const isSameWriting = was.content?.toLowerCase() === is.content?.toLowerCase()
  if (!isSameWriting) {
    addFact(pairing, {
      id: 'response-header-style-changed',
      class: 'wire',
      direction: 'response',
      message: `The header \`${was.name}\` of the answer ${status} is written in another way.`,
      argument: 'The same value has another text, which the other side reads otherwise.',
      key: `${was.pointer} ${is.pointer}`,
      old: was.pointer,
      new: is.pointer,
    })
    return
  }
  compareSchemas(pairing, {
    was: was.schema,
    is: is.schema,
    direction: 'response',
    ...(was.content === undefined && { readSent: readOneAsList(pairing.schemas) }),
    isText: was.content === undefined,
    subject: `the header \`${was.name}\` of the answer ${status}`,
    witness: (value) =>
      writeResponse(
        status,
        [[is.name, typeof value === 'string' ? value : JSON.stringify(value)]],
        undefined,
      ),
  })
}

/** A simple answer as the new document describes it. */
function responseOf({ next, schemas }: Pairing, status: string, response: ResponseModel) {
  const [type] = bodyTypes(response.content)
  const schema = type?.model.schema
  const value = schema && schemas.sample(next.schema(schema.pointer, 'response', 'sent'))
  const headers = response.headers
    .filter(({ required }) => required)
    .map((header): [string, string] => {
      const shown = schemas.sample(next.schema(header.schema.pointer, 'response', 'sent'))
      return [header.name, typeof shown === 'string' ? shown : JSON.stringify(shown ?? '')]
    })
  return writeResponse(status, headers, type && { mediaType: type.name, value })
}
