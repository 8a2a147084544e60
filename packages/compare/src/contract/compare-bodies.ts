import type { MediaTypeModel, RequestBodyModel, SchemaUse } from '@concordat/model'
import { compareEncodings } from './compare-encodings.ts'
import { addFact, compareSchemas, flowOf, type Pairing, requestOf } from './comparing.ts'
import { type BodyType, bodyTypes, isTypeWithin } from './media-types.ts'
import { readMembersAsLists } from './one-as-list.ts'

/** Compares what an operation may be sent as its body. */
export function compareRequestBody(pairing: Pairing): void {
  const was = pairing.was.model.requestBody
  const is = pairing.is.model.requestBody
  if (flowOf(pairing, 'request') === 'to-client') {
    comparePushedBody(pairing, was, is)
    return
  }
  compareNeed(pairing, was, is)
  if (!was || !is) return
  const types = bodyTypes(is.content)
  for (const type of bodyTypes(was.content)) {
    const other = bestMatch(type, types)
    if (other) compareContent(pairing, type, other)
    else typeRemoved(pairing, type)
  }
  for (const type of types) {
    if (!bestMatch(type, bodyTypes(was.content))) typeAdded(pairing, type)
  }
}

function compareNeed(
  pairing: Pairing,
  was: RequestBodyModel | undefined,
  is: RequestBodyModel | undefined,
): void {
  const base = { direction: 'request' as const }
  if (was && !is) {
    const [type] = was.content
    addFact(pairing, {
      ...base,
      id: 'request-body-removed',
      class: 'wire',
      message: 'The request body is gone: a request that has one is no longer documented.',
      key: was.pointer,
      old: was.pointer,
      ...(type && { witness: withBody(pairing, type) }),
    })
    return
  }
  if (!is || was?.required === is.required) return
  const isNeeded = is.required
  addFact(pairing, {
    ...base,
    id: isNeeded ? 'request-body-required' : was ? 'request-body-optional' : 'request-body-added',
    class: isNeeded ? 'wire' : 'compatible',
    message: isNeeded
      ? 'A request body is required now.'
      : was
        ? 'The request body is no longer required.'
        : 'A request can have a body now.',
    key: `${was?.pointer ?? ''} ${is.pointer}`,
    ...(was && { old: was.pointer }),
    new: is.pointer,
    ...(isNeeded && {
      witness: requestOf(pairing.old, pairing.was, pairing.schemas, { body: 'none' }),
    }),
  })
}

/** The body of a webhook or callback: the API sends it, its receiver has to know it. */
function comparePushedBody(
  pairing: Pairing,
  was: RequestBodyModel | undefined,
  is: RequestBodyModel | undefined,
): void {
  const known = bodyTypes(was?.content ?? [])
  const sent = bodyTypes(is?.content ?? [])
  for (const type of known) {
    const other = sent.find(({ name }) => isTypeWithin(name, type.name))
    if (other) compareContent(pairing, type, other)
    else if (was) {
      addFact(pairing, {
        id: 'request-media-type-removed',
        class: 'wire',
        direction: 'request',
        message: `The body is no longer sent as \`${type.name}\`.`,
        argument: 'What receives it reads this media type.',
        key: type.model.pointer,
        old: type.model.pointer,
      })
    }
  }
  for (const { name, model } of sent) {
    if (known.length === 0 || known.some((type) => isTypeWithin(name, type.name))) continue
    addFact(pairing, {
      id: 'request-media-type-added',
      class: 'wire',
      direction: 'request',
      message: `The body can now be sent as \`${name}\`.`,
      argument: 'What receives the request need not read a media type that was not documented.',
      key: model.pointer,
      new: model.pointer,
    })
  }
  if (was?.required && is && !is.required) {
    addFact(pairing, {
      id: 'request-body-optional',
      class: 'wire',
      direction: 'request',
      message: 'The body can now be missing.',
      argument: 'What receives the request was promised a body.',
      key: `${was.pointer} ${is.pointer}`,
      old: was.pointer,
      new: is.pointer,
    })
  }
}

/** The entry that a request of a media type is judged by: its own, or the narrowest range. */
function bestMatch(type: BodyType, types: readonly BodyType[]): BodyType | undefined {
  return types
    .filter(({ name }) => isTypeWithin(type.name, name))
    .sort(
      (a, b) =>
        Number(a.name.includes('*')) - Number(b.name.includes('*')) ||
        b.name.length - a.name.length,
    )[0]
}

function typeRemoved(pairing: Pairing, { model, name }: BodyType): void {
  addFact(pairing, {
    id: 'request-media-type-removed',
    class: 'wire',
    direction: 'request',
    message: `A body of \`${name}\` is no longer taken.`,
    key: model.pointer,
    old: model.pointer,
    witness: withBody(pairing, model),
  })
}

function typeAdded(pairing: Pairing, { model, name }: BodyType): void {
  addFact(pairing, {
    id: 'request-media-type-added',
    class: 'compatible',
    direction: 'request',
    message: `A body of \`${name}\` is taken now.`,
    key: model.pointer,
    new: model.pointer,
  })
}

function withBody(pairing: Pairing, { mediaType, schema }: MediaTypeModel) {
  const { old, was, schemas } = pairing
  const value = schema && schemas.sample(old.schema(schema.pointer, 'request', 'sent'))
  return requestOf(old, was, schemas, { body: { mediaType, value: value ?? 'text' } })
}

function compareContent(pairing: Pairing, was: BodyType, is: BodyType): void {
  const isForm = [was, is].every(({ kind }) => kind === 'form' || kind === 'multipart')
  if (isForm) compareEncodings(pairing, was, is)
  const [old, next] = [was.model.schema, is.model.schema]
  compareBody(pairing, { was, is, old, next })
}

function compareBody(
  pairing: Pairing,
  {
    was,
    is,
    old,
    next,
  }: { was: BodyType; is: BodyType; old: SchemaUse | undefined; next: SchemaUse | undefined },
): void {
  if (!old && !next) return
  if (was.kind === 'bytes' && is.kind === 'bytes') {
    const isBytes = (side: 'old' | 'next', use: SchemaUse | undefined): boolean =>
      pairing.schemas.isAnyText(pairing[side].schema(use?.pointer, 'request', 'sent'))
    if (isBytes('old', old) && isBytes('next', next)) return
  }
  const isForm = [was, is].every(({ kind }) => kind === 'form' || kind === 'multipart')
  compareSchemas(pairing, {
    was: old,
    is: next,
    direction: 'request',
    ...(isForm && { readSent: readMembersAsLists(pairing.schemas) }),
    isText: was.kind !== 'json' && was.kind !== 'bytes',
    isXml: was.kind === 'xml',
    subject: 'the request body',
    witness: (value) =>
      requestOf(pairing.old, pairing.was, pairing.schemas, {
        body: { mediaType: was.model.mediaType, value },
      }),
  })
}
