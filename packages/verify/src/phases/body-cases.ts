import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { bodyExamples, bodyValueOf, type DraftStyle } from '../knowledge/draft-operation.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { namedByteLimit } from '../plan/named-byte-limit.ts'
import type { BodyPlan, OperationPlan } from '../plan/operation-plan.ts'
import { bodyValue, type DraftBody, type RequestDraft, withBody } from '../request/draft.ts'
import { findBody } from '../request/write-request.ts'
import type { MakeContext } from '../schema/make-context.ts'
import { isOrdinary, memberAt, withMember } from '../schema/variation.ts'
import { varyValue } from '../schema/vary-value.ts'
import { isPagePosition } from '../stories/paging-scheme.ts'
import type { Case } from './case.ts'

/** The body varied on both sides of every boundary, in every media type, malformed, empty and left out. */
export function bodyCases(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  {
    base,
    context,
    style,
  }: { readonly base: RequestDraft; readonly context: MakeContext; readonly style: DraftStyle },
): Case[] {
  if (operation.bodies.length === 0) return []
  return [
    ...valueCases(operation, base, context),
    ...formCases(session, knowledge, operation, { base, context, style }),
    ...absenceCases(operation, base),
    ...malformedCases(operation, base),
    ...mediaTypeCases(session, knowledge, operation, { base, style }),
    ...hostileCases(operation, base),
    ...sizeCases(operation, base),
  ]
}

function about(
  operation: OperationPlan,
  keyword: string,
  label: string,
  ordinary = true,
): Case['contrast'] {
  const pointer = operation.model.requestBody?.pointer ?? operation.pointer
  return { in: 'body', name: '', keyword, pointer, ordinary, label }
}

function valueCases(operation: OperationPlan, base: RequestDraft, context: MakeContext): Case[] {
  const { body } = base
  if (body?.kind !== 'value') return []
  const plan = findBody(operation, body.mediaType)
  const schema = plan?.model.schema
  if (plan === undefined || schema === undefined) return []
  return varyValue(schema, body.value, context).flatMap((variation): Case[] => {
    // Of parts only those that are missing can be judged.
    const isMissing = variation.member === undefined && variation.path.length === 1
    if (plan.kind === 'multipart' && !(isMissing && variation.keyword === 'required')) return []
    const above = variation.path.slice(0, -1)
    if (variation.path.length > 0 && memberAt(body.value, above) === undefined) return []
    const value = withMember(body.value, variation.path, variation.member)
    if (value === undefined) return []
    if (plan.kind === 'form' && (value === null || !isJsonObject(value))) return []
    return [
      {
        draft: withBody(base, { ...body, value }),
        contrast: {
          in: 'body',
          name: variation.path.join('.'),
          keyword: variation.keyword,
          pointer: variation.pointer,
          ordinary: isOrdinary(variation) && !isPosition(operation, variation.path),
          label: variation.label,
        },
        ...(variation.expected === 'invalid' ? { breaks: true as const } : {}),
        ...(variation.beside
          ? {
              beside: variation.beside.flatMap((member) => {
                const other = withMember(body.value, variation.path, member)
                return other === undefined ? [] : [withBody(base, { ...body, value: other })]
              }),
            }
          : {}),
      },
    ]
  })
}

/**
 * Whether a member says where a list goes on, as `cursor` does in a search by POST: what is not a page's own word for it
 * names no place.
 */
function isPosition(operation: OperationPlan, path: readonly (string | number)[]): boolean {
  const name = String(path.at(-1) ?? '')
  return path.length === 1 && !operation.path.endsWith('}') && isPagePosition(operation, name)
}

/** The boundaries of a form that is documented beside JSON. */
function formCases(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  {
    base,
    context,
    style,
  }: { readonly base: RequestDraft; readonly context: MakeContext; readonly style: DraftStyle },
): Case[] {
  const form = operation.bodies.find(({ kind }) => kind === 'form')
  if (form === undefined || base.body?.kind !== 'value' || base.body.mediaType === form.mediaType)
    return []
  const [value] = alternatives(session, knowledge, form, style)
  if (value === undefined) return []
  const body = { kind: 'value', mediaType: form.mediaType, value } as const
  return valueCases(operation, withBody(base, body), context)
}

function absenceCases(operation: OperationPlan, base: RequestDraft): Case[] {
  if (base.body === undefined) return []
  const { mediaType } = base.body
  const cases: Case[] = [
    { draft: withBody(base, undefined), contrast: about(operation, 'required', 'no body', false) },
    {
      draft: withBody(base, { kind: 'raw', mediaType, bytes: new Uint8Array() }),
      contrast: about(operation, 'required', 'an empty body', false),
    },
  ]
  return operation.bodyRequired ? cases : cases.slice(0, 1)
}

/** A raw body that can be written again with a fresh value. */
function rawBody(
  mediaType: string | undefined,
  value: JsonValue,
  write: (value: JsonValue) => string,
): DraftBody {
  return { kind: 'raw', mediaType, bytes: encode(write(value)), made: { value, write } }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function malformedCases(operation: OperationPlan, base: RequestDraft): Case[] {
  const body = base.body
  if (body?.kind !== 'value' || !/json/.test(body.mediaType)) return []
  const whole = JSON.stringify(body.value)
  const raw = (bytes: Uint8Array, label: string, unusual?: true): Case => ({
    draft: withBody(base, { kind: 'raw', mediaType: body.mediaType, bytes }),
    contrast: about(operation, 'syntax', label, false),
    ...(unusual ? { unusual } : { breaks: true as const }),
  })
  const written = (write: (text: string) => string, label: string): Case => ({
    draft: withBody(
      base,
      rawBody(body.mediaType, body.value, (value) => write(JSON.stringify(value))),
    ),
    contrast: about(operation, 'syntax', label, false),
    breaks: true,
  })
  return [
    written((text) => text.slice(0, -1), 'JSON that is cut off'),
    raw(encode('this is not JSON'), 'a body that is not JSON'),
    written((text) => `${text} trailing`, 'JSON with something after it'),
    written((text) => text.replaceAll('"', "'"), 'single quotes instead of double'),
    raw(
      Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      'bytes that are not UTF-8',
      true,
    ),
    raw(encode(`\ufeff${whole}`), 'a byte order mark before JSON', true),
  ]
}

function mediaTypeCases(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  { base, style }: { readonly base: RequestDraft; readonly style: DraftStyle },
): Case[] {
  const body = base.body
  if (body?.kind !== 'value') return []
  const cases: Case[] = []
  for (const plan of operation.bodies) {
    for (const value of alternatives(session, knowledge, plan, style)) {
      if (plan.mediaType === body.mediaType && value === body.value) continue
      if (plan.kind === 'binary') continue
      cases.push({
        draft: withBody(base, { kind: 'value', mediaType: plan.mediaType, value }),
        contrast: {
          ...about(operation, 'media-type', `the documented media type ${plan.mediaType}`, false),
          pointer: plan.model.pointer,
        },
      })
    }
  }
  if (!/json/.test(body.mediaType)) {
    return [...cases, ...foreignCases(operation, base, body)]
  }
  const json = JSON.stringify(body.value)
  const foreign = (
    mediaType: string | undefined,
    text: string,
    label: string,
    unusual?: true,
  ): Case => ({
    draft: withBody(
      base,
      text === json
        ? rawBody(mediaType, body.value, (value) => JSON.stringify(value))
        : { kind: 'raw', mediaType, bytes: encode(text) },
    ),
    contrast: about(operation, 'media-type', label, false),
    ...(unusual ? { unusual } : {}),
  })
  cases.push(
    foreign('text/plain', json, 'JSON under the name text/plain'),
    foreign('text/plain', 'plain text', 'plain text'),
    foreign('application/xml', '<a>1</a>', 'XML'),
    foreign('application/x-concordat-unknown', json, 'an unknown media type'),
    foreign(undefined, json, 'no Content-Type', true),
    foreign('nonsense', json, 'a Content-Type that is none', true),
    {
      ...foreign(`${body.mediaType}; charset=utf-8`, json, `${body.mediaType} with charset=utf-8`),
      contrast: about(operation, 'media-type', `${body.mediaType} with charset=utf-8`),
    },
  )
  return cases
}

/** Bodies that are no JSON, under names that the document does not have; forms written badly. */
function foreignCases(
  operation: OperationPlan,
  base: RequestDraft,
  body: Extract<DraftBody, { kind: 'value' }>,
): Case[] {
  const raw = (mediaType: string, text: string, label: string): Case => ({
    draft: withBody(base, { kind: 'raw', mediaType, bytes: encode(text) }),
    contrast: about(operation, 'media-type', label, false),
  })
  const form = (text: string, label: string): Case => ({
    draft: withBody(base, { kind: 'raw', mediaType: body.mediaType, bytes: encode(text) }),
    contrast: about(operation, 'form', label, false),
    unusual: true,
  })
  const text = typeof body.value === 'string' ? body.value : 'content'
  const cases = [
    raw('application/x-concordat-unknown', text, 'an unknown media type'),
    raw('image/jpeg', text, 'a media type that may not be documented'),
  ]
  if (!/urlencoded/.test(body.mediaType) || !isJsonObject(body.value)) return cases
  const [first] = Object.keys(body.value)
  const name = encodeURIComponent(first ?? 'a')
  return [
    ...cases,
    form(`${name}=1&${name}=2`, 'a field that stands twice'),
    form(`${name}=%E0%A4%A`, 'a field that is badly encoded'),
    form('&&==&', 'a form without sense'),
    form('{"a":1}', 'JSON in place of a form'),
  ]
}

function alternatives(
  session: Session,
  knowledge: Knowledge,
  plan: BodyPlan,
  style: DraftStyle,
): JsonValue[] {
  const examples = bodyExamples(session, plan.model).slice(0, 4)
  if (examples.length > 0) return examples
  const { example: _, ...generated } = style
  const value = bodyValueOf(session, knowledge, plan, { ...generated, fullness: 'full' })
  return value === undefined ? [] : [value]
}

/** Bodies that are legal JSON and still break careless servers. */
function hostileCases(operation: OperationPlan, base: RequestDraft): Case[] {
  const body = base.body
  const value = bodyValue(base)
  if (body?.kind !== 'value' || !/json/.test(body.mediaType) || value === undefined) return []
  const raw = (text: string, label: string, keyword = 'hostile'): Case => ({
    draft: withBody(base, { kind: 'raw', mediaType: body.mediaType, bytes: encode(text) }),
    contrast: about(operation, keyword, label, false),
    unusual: true,
  })
  const cases = [
    raw('null', 'null as the body'),
    raw('[]', 'an array as the body'),
    raw('"text"', 'a text as the body'),
    raw('0', 'a number as the body'),
    raw(`${'['.repeat(3000)}${']'.repeat(3000)}`, 'arrays nested 3000 deep', 'nesting'),
    raw(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`, 'objects nested 2000 deep', 'nesting'),
  ]
  if (!isJsonObject(value)) return cases
  const members = Object.keys(value)
  const [first] = members
  const inner = JSON.stringify(value).slice(1, -1)
  const joined = inner === '' ? '' : `,${inner}`
  cases.push(
    raw(`{"__proto__":{"polluted":true}${joined}}`, 'a member named __proto__'),
    raw(`{"constructor":{"prototype":{"polluted":true}}${joined}}`, 'a member named constructor'),
  )
  for (const name of members.slice(0, 12)) {
    const replace = (text: string, label: string): Case =>
      raw(
        `{${Object.entries(value)
          .map(
            ([own, member]) =>
              `${JSON.stringify(own)}:${own === name ? text : JSON.stringify(member)}`,
          )
          .join(',')}}`,
        `\`${name}\`: ${label}`,
      )
    const own = value[name]
    if (typeof own === 'number') {
      cases.push(replace('-0', 'minus zero'))
      cases.push(replace('123456789012345678901234567890', 'a number of thirty digits'))
    }
    if (typeof own === 'string') {
      cases.push(
        replace('"\\ud800"', 'half of a surrogate pair'),
        replace('"a\\u0000b"', 'a null character'),
        replace(JSON.stringify('x'.repeat(20_000)), 'twenty thousand characters'),
        replace(JSON.stringify('👩‍👩‍👧‍👦 \u202e ﷽ Ünïcödé'), 'unusual characters'),
        replace(JSON.stringify('a\r\nX-Concordat-Injected: yes'), 'a line break and a header'),
        replace(JSON.stringify(`'; DROP TABLE users; --`), 'SQL syntax'),
      )
    }
  }
  if (first !== undefined) {
    cases.push(raw(`{${JSON.stringify(first)}:null${joined}}`, 'a member that stands twice'))
  }
  return cases
}

/** Padding with white space, which JSON allows anywhere, makes a valid body as long as one likes. */
function sizeCases(operation: OperationPlan, base: RequestDraft): Case[] {
  const body = base.body
  const response = operation.model.responses.find(({ status }) => status === '413')
  const limit = response === undefined ? undefined : namedByteLimit(response.description)
  if (limit === undefined || limit > 8 * 1024 * 1024 || body?.kind !== 'value') return []
  if (!/json/.test(body.mediaType)) return []
  const size = Math.ceil(limit * 1.6)
  const draft = rawBody(body.mediaType, body.value, (value) =>
    JSON.stringify(value).padEnd(size, ' '),
  )
  return [
    {
      draft: withBody(base, draft),
      contrast: about(operation, 'size', `a body of ${size} bytes`, false),
      unusual: true,
    },
  ]
}
