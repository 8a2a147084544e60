import { isJsonObject } from '@concordat/core'
import type { EncodingModel, HeaderModel, MediaTypeModel } from '@concordat/model'
import { target } from '../schema/same.ts'
import { addFact, type Pairing } from './comparing.ts'
import type { ContractSide } from './contract-side.ts'
import { type BodyType, isTypeWithin } from './media-types.ts'

/**
 * Compares how the members of a form are written, what is said and what holds where nothing is said.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#encoding-object | Encoding Object}
 */
export function compareEncodings(pairing: Pairing, was: BodyType, is: BodyType): void {
  const names = new Set(
    [...was.model.encoding, ...is.model.encoding].map(({ property }) => property),
  )
  for (const name of names) {
    const before = writingOf(pairing, pairing.old, was, name)
    const after = writingOf(pairing, pairing.next, is, name)
    compareHeaders(pairing, was.model, is.model, name)
    if (isWithin(before, after)) continue
    addFact(pairing, {
      id: 'request-encoding-changed',
      class: 'wire',
      direction: 'request',
      message: `\`${name}\` of the form was written as ${textOf(before)} and is written as ${textOf(after)}.`,
      argument: 'The same value has another text, which the other side reads otherwise.',
      key: `${was.model.pointer} ${name}`,
      old: was.model.pointer,
      new: is.model.pointer,
    })
  }
}

/** How a member of a form is written: in one of some media types, or in a style. */
type Writing =
  | { readonly kind: 'typed'; readonly types: readonly string[] }
  | { readonly kind: 'styled'; readonly style: string }

function writingOf(
  pairing: Pairing,
  side: ContractSide,
  { model, kind }: BodyType,
  name: string,
): Writing {
  const encoding = encodingOf(model, name)
  const isStyled = encoding?.style !== undefined || encoding?.explode !== undefined
  if (isStyled || (kind === 'form' && encoding?.contentType === undefined)) {
    return { kind: 'styled', style: styleOf(pairing, side, model, name) }
  }
  const written = encoding?.contentType
  const types = written?.split(',').map((type) => type.trim().toLowerCase().replaceAll(' ', ''))
  return { kind: 'typed', types: types ?? [usualType(pairing, side, model, name)] }
}

/** As far as it makes a difference for the values of the member. */
function styleOf(
  { schemas }: Pairing,
  side: ContractSide,
  model: MediaTypeModel,
  name: string,
): string {
  const encoding = encodingOf(model, name)
  const schema = memberOf(side, model, name)
  const types = schema && schemas.typesOf(schema)
  if (types && !types.includes('array') && !types.includes('object')) return 'form'
  const style = encoding?.style ?? 'form'
  const explode = encoding?.explode ?? style === 'form'
  return `${style}${explode ? ', exploded' : ''}`
}

/** The media type of a part of which none is said. */
function usualType(
  { schemas }: Pairing,
  side: ContractSide,
  model: MediaTypeModel,
  name: string,
): string {
  let schema = memberOf(side, model, name)
  if (schema?.items && schemas.typesOf(schema).join() === 'array') schema = target(schema.items)
  const types = schema ? schemas.typesOf(schema) : []
  const { source } = schema ?? {}
  const isBinary =
    isJsonObject(source) && (source.contentEncoding ?? source.contentMediaType) !== undefined
  if (types.length === 6 || isBinary) return 'application/octet-stream'
  if (types.includes('object') || types.includes('array')) return 'application/json'
  return 'text/plain'
}

function encodingOf({ encoding }: MediaTypeModel, name: string): EncodingModel | undefined {
  return encoding.find(({ property }) => property === name)
}

function memberOf(side: ContractSide, { schema }: MediaTypeModel, name: string) {
  const member = target(side.schema(schema?.pointer, 'request', 'sent')).properties?.get(name)
  return member && target(member)
}

function isWithin(before: Writing, after: Writing): boolean {
  if (before.kind === 'styled' || after.kind === 'styled')
    return before.kind === after.kind && textOf(before) === textOf(after)
  return before.types.every((type) => after.types.some((other) => isTypeWithin(type, other)))
}

function textOf(writing: Writing): string {
  return writing.kind === 'styled' ? writing.style : writing.types.join(', ')
}

/** Headers that a part of a form has to have. */
function compareHeaders(
  pairing: Pairing,
  was: MediaTypeModel,
  is: MediaTypeModel,
  name: string,
): void {
  const before = new Set(headersOf(was, name).filter(isNeeded).map(headerName))
  for (const header of headersOf(is, name)) {
    if (!header.required || before.has(headerName(header))) continue
    addFact(pairing, {
      id: 'request-part-header-required',
      class: 'wire',
      direction: 'request',
      message: `The part \`${name}\` of the form must now have the header \`${header.name}\`.`,
      argument: 'A part without the header is refused.',
      key: header.pointer,
      old: was.pointer,
      new: header.pointer,
    })
  }
}

function headersOf(model: MediaTypeModel, name: string): readonly HeaderModel[] {
  return encodingOf(model, name)?.headers ?? []
}

function isNeeded({ required }: HeaderModel): boolean {
  return required
}

function headerName({ name }: HeaderModel): string {
  return name.toLowerCase()
}
