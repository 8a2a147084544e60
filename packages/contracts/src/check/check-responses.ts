import {
  type ContractSide,
  type Excess,
  type SchemaContainment,
  writeResponse,
} from '@concordat/compare'
import type { JsonPointer, JsonSchema, JsonValue } from '@concordat/core'
import {
  type HeaderModel,
  type MediaTypeModel,
  type OperationModel,
  type ResponseModel,
  type SchemaModel,
  SchemaReader,
  SchemaStore,
} from '@concordat/model'
import { isJsonMediaType, parseMediaType, pickMediaType } from '@concordat/wire'
import type { Interaction, PactBody } from '../pact/pact.ts'
import { projectBody } from '../projection/project-body.ts'
import type { FoundExcess } from './contract-finding.ts'
import { acceptedBody, type InteractionGroup } from './group-interactions.ts'
import { reached, statusesOf } from './statuses.ts'

/** What is needed at every step of checking answers. */
export interface ResponseCheck {
  readonly side: ContractSide
  readonly containment: SchemaContainment
  readonly operation: OperationModel
}

/** Finds where the answers that a document allows are not among those that a group of interactions accepts. */
export function checkResponses(
  check: ResponseCheck,
  group: InteractionGroup,
): readonly FoundExcess[] {
  const statuses = statusesOf(check.operation, group)
  if (statuses.length === 0) {
    return [
      found(check, group, {
        id: 'response-status-undocumented',
        status: String(group.status),
        message: `The document does not promise the answer ${group.status}.`,
        pointer: check.operation.pointer,
      }),
    ]
  }
  return statuses.flatMap(({ status, response }) => [
    ...checkHeaders({ ...check, status, response }, group),
    ...checkBody({ ...check, status, response }, group),
  ])
}

interface AnswerCheck extends ResponseCheck {
  readonly status: string
  readonly response: ResponseModel
}

interface Said {
  readonly id: string
  readonly status: string
  readonly message: string
  readonly pointer: JsonPointer
}

function found(
  { side, operation }: ResponseCheck,
  { interactions }: Pick<InteractionGroup, 'interactions'>,
  { pointer, ...said }: Said & Partial<FoundExcess>,
): FoundExcess {
  return {
    class: 'breaks',
    direction: 'response',
    operation: reached(operation),
    document: { pointer, source: side.document.position(pointer) },
    ...said,
    interactions,
  }
}

function checkBody(check: AnswerCheck, group: InteractionGroup): readonly FoundExcess[] {
  const { status, response } = check
  const { body } = group
  if (!body) return []
  const subject = `the answer ${status}`
  const content = contentFor(response, body)
  if (!content) {
    const name = body.mediaType ?? 'a body'
    const isNone = response.content.length === 0
    return [
      found(check, group, {
        id: isNone ? 'response-body-undocumented' : 'response-media-type-undocumented',
        status,
        message: isNone
          ? `The document describes no body of ${subject}.`
          : `The document does not promise ${subject} as \`${name}\`.`,
        pointer: response.pointer,
        ...(isNone && { witness: writeResponse(status, [], undefined) }),
      }),
    ]
  }
  if (body.content.kind === 'bytes') return []
  if (!isComparable(content, body)) {
    const name = body.mediaType ?? content.mediaType
    return [
      found(check, group, {
        id: 'response-body-not-compared',
        class: 'unknown',
        status,
        message: `Bodies of \`${name}\` are not compared.`,
        pointer: content.pointer,
      }),
    ]
  }
  const allowed = check.side.schema(content.schema?.pointer, 'response', 'sent')
  const excesses = check.containment.excesses(allowed, schemaOf(acceptedBody(group)), { subject })
  return excesses.map((excess) =>
    found(check, group, {
      ...saidOf(excess, status, content.pointer),
      ...(excess.value !== undefined && {
        witness: writeResponse(status, [], { mediaType: content.mediaType, value: excess.value }),
      }),
    }),
  )
}

function saidOf(excess: Excess, status: string, pointer: JsonPointer): Said & Partial<FoundExcess> {
  const { rule, message, place, taken, value } = excess
  return {
    id: `response-${rule}`,
    status,
    message: value === undefined ? `${message} ${undecided}` : message,
    pointer: excess.pointer ?? pointer,
    ...(value === undefined && { class: 'unknown' }),
    ...(place.length > 0 && { member: place.map((step) => `/${step}`).join('') }),
    ...(taken !== undefined && { taken }),
  }
}

const undecided = 'Neither a value that shows it was found, nor a proof that there is none.'

function contentFor({ content }: ResponseModel, body: PactBody): MediaTypeModel | undefined {
  if (body.mediaType === undefined)
    return content.find(({ mediaType }) => isJson(mediaType)) ?? content[0]
  const key = pickMediaType(
    content.map(({ mediaType }) => mediaType),
    body.mediaType,
  )
  return content.find(({ mediaType }) => mediaType === key)
}

/** JSON, and plain text by its schema of a string; what stands in XML, a form or a sequence is not taken apart. */
function isComparable(model: MediaTypeModel, { mediaType, content }: PactBody): boolean {
  if (model.isItemSchema || model.eventItem) return false
  const name = mediaType ?? model.mediaType
  if (isJson(name)) return content.kind === 'json'
  return content.kind === 'text' && parseMediaType(name)?.essence === 'text/plain'
}

function isJson(name: string): boolean {
  const type = parseMediaType(name)
  return type !== undefined && isJsonMediaType(type)
}

/** What the transport and the connection add is promised by HTTP, and the media type is checked with the body. */
const notPromised = new Set([
  'content-type',
  'content-length',
  'date',
  'transfer-encoding',
  'connection',
])

function checkHeaders(check: AnswerCheck, group: InteractionGroup): readonly FoundExcess[] {
  const documented = new Map(
    check.response.headers.map((header) => [header.name.toLowerCase(), header]),
  )
  return group.interactions.flatMap((interaction) =>
    interaction.response.headers.flatMap(([name, values]): readonly FoundExcess[] => {
      const key = name.toLowerCase()
      if (notPromised.has(key)) return []
      const header = documented.get(key)
      if (!header?.required) return [headerMissing(check, interaction, { name, header })]
      return headerDiffers(check, interaction, { header, value: values.join(', ') })
    }),
  )
}

function headerMissing(
  check: AnswerCheck,
  interaction: Interaction,
  { name, header }: { readonly name: string; readonly header: HeaderModel | undefined },
): FoundExcess {
  const { status, response } = check
  return found(
    check,
    { interactions: [interaction] },
    {
      id: header ? 'response-header-optional' : 'response-header-undocumented',
      status,
      message: `The answer ${status} can be without the header \`${name}\`.`,
      pointer: header?.pointer ?? response.pointer,
      witness: writeResponse(status, [], undefined),
    },
  )
}

function headerDiffers(
  check: AnswerCheck,
  interaction: Interaction,
  { header, value }: { readonly header: HeaderModel; readonly value: string },
): readonly FoundExcess[] {
  const { side, containment, status } = check
  const rule = interaction.response.rules.headers.get(header.name.toLowerCase())
  const accepted = schemaOf(projectBody(value, rule ? [{ path: [], rule }] : []))
  const allowed = side.schema(header.schema.pointer, 'response', 'sent')
  const subject = `the header \`${header.name}\` of the answer ${status}`
  return containment.excesses(allowed, accepted, { subject, isText: true }).map((excess) =>
    found(
      check,
      { interactions: [interaction] },
      {
        ...saidOf(excess, status, header.pointer),
        id: 'response-header-value',
        ...(excess.value !== undefined && {
          witness: writeResponse(status, [[header.name, textOf(excess.value)]], undefined),
        }),
      },
    ),
  )
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function schemaOf(schema: JsonSchema): SchemaModel {
  const store = new SchemaStore()
  const document = store.add('concordat:contract', schema)
  return new SchemaReader(store, '2020-12').read({ document, pointer: '' })
}
