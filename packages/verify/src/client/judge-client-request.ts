import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonValue } from '@concordat/core'
import {
  allCodecs,
  allStyles,
  decodeBody,
  decodeParameters,
  encodeParameter,
} from '@concordat/wire'
import { applyRequirement, chooseRequirement, type Identity } from '../credentials/identity.ts'
import { findMediaType, readMediaType } from '../plan/media-type.ts'
import { isJsonType, type OperationPlan } from '../plan/operation-plan.ts'
import { judgeRequest, matchTemplate } from '../request/judge-request.ts'
import { headerValue, type WireRequest } from '../transport/wire-exchange.ts'
import type { SampleInput } from './sample-inputs.ts'

/** Something that a request of a client does which the document does not allow, or which is not what was asked for. */
export interface ClientFault {
  readonly id:
    | 'client-request-invalid'
    | 'client-request-differs'
    | 'client-request-count'
    | 'client-credential-missing'
  readonly message: string
}

/**
 * Judges what a client put on the wire for one call: one request, valid by the document, carrying the values that it was
 * given and the credential that the operation needs.
 */
export function judgeClientRequest(
  operation: OperationPlan,
  sample: SampleInput,
  received: readonly WireRequest[],
  identity: Identity,
): ClientFault[] {
  const [request] = received
  if (request === undefined || received.length !== 1) {
    return [
      {
        id: 'client-request-count',
        message: `One call sends one request; ${received.length} arrived.`,
      },
    ]
  }
  const faults: ClientFault[] = []
  if (request.method !== operation.method) {
    faults.push({
      id: 'client-request-invalid',
      message: `The document says ${operation.method}, the client sent ${request.method}.`,
    })
  }
  if (matchTemplate(operation.path, pathOf(request)) === undefined) {
    faults.push({
      id: 'client-request-invalid',
      message: `The path \`${pathOf(request)}\` is not one of \`${operation.path}\`.`,
    })
    return faults
  }
  for (const violation of judgeRequest(operation, request, '').violations) {
    faults.push({
      id: 'client-request-invalid',
      message: `${violation.in} \`${violation.name}\`: ${violation.message}`,
    })
  }
  faults.push(...differingParameters(operation, sample, request))
  faults.push(...differingBody(operation, sample, request))
  faults.push(...missingCredential(operation, request, identity))
  return faults
}

function pathOf(request: WireRequest): string {
  return request.target.split('?')[0] ?? ''
}

/** Every value that was given arrives as it was, and nothing else is sent for a documented parameter. */
function differingParameters(
  operation: OperationPlan,
  sample: SampleInput,
  request: WireRequest,
): ClientFault[] {
  const descriptors = operation.parameters.map(({ descriptor }) => descriptor)
  const { values } = decodeParameters(descriptors, {
    path: matchTemplate(operation.path, pathOf(request)) ?? {},
    query: request.target.split('?')[1] ?? '',
    headers: { get: (name) => headerValue(request.headers, name) ?? null },
  })
  const faults: ClientFault[] = []
  for (const descriptor of descriptors) {
    const given = sample.draft[descriptor.in][descriptor.name]
    if (given !== undefined && encodeParameter(descriptor, given, allStyles) === undefined) continue
    const key = descriptor.in === 'header' ? descriptor.name.toLowerCase() : descriptor.name
    const section = values[descriptor.in]
    const arrived = Object.hasOwn(section, key) ? section[key] : undefined
    if (!isDeepStrictEqual(plain(arrived), plain(given))) {
      faults.push({
        id: 'client-request-differs',
        message: `${descriptor.in} \`${descriptor.name}\`: ${show(given)} was given, ${show(arrived)} arrived.`,
      })
    }
  }
  return faults
}

function differingBody(
  operation: OperationPlan,
  sample: SampleInput,
  request: WireRequest,
): ClientFault[] {
  const { body } = sample.draft
  if (body === undefined || body.kind !== 'value') {
    return request.body === undefined
      ? []
      : [
          {
            id: 'client-request-differs',
            message: `No body was given, ${request.body.length} bytes arrived.`,
          },
        ]
  }
  const contentType = headerValue(request.headers, 'content-type') ?? ''
  const type = readMediaType(contentType)
  const plan = operation.bodies.find(({ mediaType }) => mediaType === body.mediaType)
  if (type === undefined || plan === undefined || findMediaType([plan.model], type) === undefined) {
    return [
      {
        id: 'client-request-differs',
        message: `The body was given as \`${body.mediaType}\`, it arrived as \`${contentType}\`.`,
      },
    ]
  }
  const arrived = readArrived(type.type, contentType, request.body ?? new Uint8Array(), body.value)
  return isDeepStrictEqual(plain(arrived), plain(body.value))
    ? []
    : [
        {
          id: 'client-request-differs',
          message: `The body ${show(body.value)} was given, ${show(arrived)} arrived.`,
        },
      ]
}

/** The value that bytes stand for; the members of a form are read as the types that were given. */
function readArrived(
  type: string,
  contentType: string,
  bytes: Uint8Array,
  given: JsonValue,
): unknown {
  const text = new TextDecoder().decode(bytes)
  if (isJsonType(type)) {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  const shape = isJsonObject(given)
    ? {
        object: Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, primitiveOf(value)]),
        ),
      }
    : primitiveOf(given)
  const decoded = decodeBody(
    Uint8Array.from(bytes),
    { key: type, descriptor: { shape }, contentType },
    allCodecs,
  )
  return decoded.ok ? decoded.value : text
}

function primitiveOf(value: JsonValue): 'number' | 'boolean' | 'null' | 'string' {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return value === null ? 'null' : 'string'
}

/** The credential of the first alternative that can be satisfied stands where its scheme wants it. */
function missingCredential(
  operation: OperationPlan,
  request: WireRequest,
  identity: Identity,
): ClientFault[] {
  const requirement = chooseRequirement(operation, identity)
  if (requirement === undefined || requirement.length === 0) return []
  const wanted = applyRequirement(
    operation,
    { method: 'GET', target: '/', headers: [] },
    requirement,
    identity,
  )
  const missing = wanted.headers.filter(
    ([name, value]) => !(headerValue(request.headers, name) ?? '').includes(value),
  )
  const query = wanted.target.split('?')[1]
  const schemes = requirement.map(({ scheme }) => `\`${scheme}\``).join(' and ')
  if (missing.length === 0 && (query === undefined || request.target.includes(query))) return []
  return [
    {
      id: 'client-credential-missing',
      message: `The credential for ${schemes} was not sent where the document says.`,
    },
  ]
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
