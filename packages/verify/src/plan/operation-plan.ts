import type { JsonObject, JsonPointer } from '@concordat/core'
import type {
  ApiModel,
  HeaderModel,
  MediaTypeModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
  SecuritySchemeModel,
} from '@concordat/model'
import { isSequenceMediaType, type ParameterDescriptor } from '@concordat/wire'
import { type Conventions, createConventions } from '../conventions/conventions.ts'
import { createSchemaJudge, type SchemaJudge } from '../schema/schema-judge.ts'
import { readMediaType } from './media-type.ts'
import { shapeOf } from './shape-of.ts'

/** The document as the engine works with it: everything compiled or looked up once. */
export interface ApiPlan {
  readonly model: ApiModel
  readonly document: JsonObject
  readonly judge: SchemaJudge
  /** What things are usually called. */
  readonly conventions: Conventions
  /** Operations that are verified: those that the user's filters select, and that a request can tell from others. */
  readonly operations: readonly OperationPlan[]
  /** Every operation of the document: what is documented does not depend on what is selected. */
  readonly documented: readonly OperationPlan[]
  /** Operations that have method and path in common with others: no request and no answer is one's alone. */
  readonly overlapping: readonly OperationPlan[]
  readonly schemes: ReadonlyMap<string, SecuritySchemeModel>
  /** All documented operations that share a path template, by that template. */
  readonly paths: ReadonlyMap<string, readonly OperationPlan[]>
}

export interface OperationPlan {
  readonly api: ApiPlan
  readonly model: OperationModel
  readonly operationId: string
  /** In upper case. */
  readonly method: string
  readonly path: string
  readonly pointer: JsonPointer
  readonly parameters: readonly ParameterPlan[]
  readonly bodies: readonly BodyPlan[]
  readonly bodyRequired: boolean
}

export interface ParameterPlan {
  readonly model: ParameterModel
  readonly descriptor: ParameterDescriptor
}

/** A `sequence` is said by one of its values, where the schema describes one. */
export type BodyKind = 'json' | 'sequence' | 'form' | 'multipart' | 'text' | 'binary'

export interface BodyPlan {
  readonly model: MediaTypeModel
  /** A concrete media type to send, also where the document gives a range. */
  readonly mediaType: string
  readonly kind: BodyKind
}

/** Prepares a model for verification of the operations that are selected; by default all of them. */
export function planApi(
  model: ApiModel,
  selects: (operation: OperationModel) => boolean = () => true,
  conventions: Conventions = createConventions(),
): ApiPlan {
  const operations: OperationPlan[] = []
  const documented: OperationPlan[] = []
  const overlapping: OperationPlan[] = []
  const counts = new Map<string, number>()
  for (const one of model.operations) counts.set(placeOf(one), (counts.get(placeOf(one)) ?? 0) + 1)
  const paths = new Map<string, OperationPlan[]>()
  const api: ApiPlan = {
    model,
    document: model.document,
    judge: createSchemaJudge(model.document),
    conventions,
    operations,
    documented,
    overlapping,
    schemes: new Map(model.securitySchemes.map((scheme) => [scheme.name, scheme])),
    paths,
  }
  for (const operation of model.operations) {
    const plan: OperationPlan = {
      api,
      model: operation,
      operationId: operation.operationId,
      method: operation.method.toUpperCase(),
      path: operation.path,
      pointer: operation.pointer,
      parameters: operation.parameters.map((parameter) => ({
        model: parameter,
        descriptor: describeParameter(parameter, model.document),
      })),
      bodies: (operation.requestBody?.content ?? []).map(planBody),
      bodyRequired: operation.requestBody?.required ?? false,
    }
    documented.push(plan)
    const isAlone = counts.get(placeOf(operation)) === 1
    if (isAlone && selects(operation)) operations.push(plan)
    else if (!isAlone) overlapping.push(plan)
    const siblings = paths.get(operation.path) ?? []
    siblings.push(plan)
    paths.set(operation.path, siblings)
  }
  return api
}

/** Where an operation is called, whatever its path parameters are named. */
function placeOf({ method, path }: OperationModel): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`
}

/** A parameter as the codec takes it. */
export function describeParameter(
  parameter: ParameterModel,
  document: JsonObject,
): ParameterDescriptor {
  return {
    name: parameter.name,
    in: parameter.in,
    ...(parameter.required ? { required: true } : {}),
    style: parameter.style,
    explode: parameter.explode,
    ...(parameter.allowReserved ? { allowReserved: true } : {}),
    ...(parameter.allowEmptyValue ? { allowEmptyValue: true } : {}),
    ...(parameter.content === undefined ? {} : { content: parameter.content }),
    shape: shapeOf(document, parameter.schema),
  }
}

/** A response header as the codec takes it: a header parameter of style `simple`. */
export function describeHeader(header: HeaderModel, document: JsonObject): ParameterDescriptor {
  return {
    name: header.name,
    in: 'header',
    style: 'simple',
    explode: header.explode,
    ...(header.content === undefined ? {} : { content: header.content }),
    shape: shapeOf(document, header.schema),
  }
}

function planBody(model: MediaTypeModel): BodyPlan {
  const parsed = readMediaType(model.mediaType)
  const type = parsed?.type ?? 'application/octet-stream'
  const concrete =
    type === '*/*' || type === 'application/*'
      ? 'application/json'
      : type === 'text/*'
        ? 'text/plain'
        : type.replace('/*+', '/vnd.sample+').replace('/*', '/png')
  const mediaType = model.mediaType.includes('*') ? concrete : model.mediaType
  return { model, mediaType, kind: bodyKind(concrete) }
}

/** How a media type's content is written. */
export function bodyKind(type: string): BodyKind {
  if (isJsonType(type)) return 'json'
  if (isSequenceMediaType({ essence: type })) return 'sequence'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type.startsWith('multipart/')) return 'multipart'
  return type.startsWith('text/') ? 'text' : 'binary'
}

/** Whether content of this type is JSON. @see RFC 6839, 3.1 */
export function isJsonType(type: string): boolean {
  return /^(application|text)\/json$|\+json$/.test(type)
}

/** The response that the document gives for a status: exact, then by range, then `default`. @see OpenAPI 3.1, 4.8.16 */
export function findResponse(operation: OperationPlan, status: number): ResponseModel | undefined {
  const responses = operation.model.responses
  const named = (key: string): ResponseModel | undefined =>
    responses.find((response) => response.status.toUpperCase() === key)
  return named(String(status)) ?? named(`${String(status)[0]}XX`) ?? named('DEFAULT')
}

/** Whether the document names a status, exactly or by range; `default` does not name it. */
export function namesStatus(operation: OperationPlan, status: number): boolean {
  return operation.model.responses.some(
    ({ status: key }) => key === String(status) || key.toUpperCase() === `${String(status)[0]}XX`,
  )
}

/** Whether the document has a `default` response. */
export function hasDefault(operation: OperationPlan): boolean {
  return operation.model.responses.some(({ status }) => status === 'default')
}
