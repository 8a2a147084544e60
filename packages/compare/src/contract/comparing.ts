import type { JsonPointer, JsonValue } from '@concordat/core'
import type { ParameterModel, SchemaModel, SchemaUse } from '@concordat/model'
import type { ReachedOperation, RequestWitness, Witness } from '../changes/change.ts'
import type { ChangeLog, Fact } from '../changes/change-log.ts'
import type { Flow, SchemaChanges } from '../changes/schema-changes.ts'
import type { Direction } from '../schema/directed.ts'
import type { ContractOperation } from './contract-operation.ts'
import type { ContractSide } from './contract-side.ts'
import { concreteType } from './media-types.ts'
import type { Reading } from './one-as-list.ts'
import { alternativesOf } from './security.ts'
import { type BodyValue, writeRequest } from './write-exchange.ts'

/** What comparing two operations, or a webhook with itself, needs at every step. */
export interface Pairing {
  readonly old: ContractSide
  readonly next: ContractSide
  readonly was: ContractOperation
  readonly is: ContractOperation
  readonly reached: ReachedOperation
  /** Whether the API is called, or calls. */
  readonly role: 'provider' | 'caller'
  readonly log: ChangeLog
  readonly schemas: SchemaChanges
}

/** Logs a fact about the operation. */
export function addFact(pairing: Pairing, fact: Omit<Fact, 'operation'>): void {
  pairing.log.add({ ...fact, operation: pairing.reached })
}

/** Who sends what travels in a direction. */
export function flowOf({ role }: Pairing, direction: Direction): Flow {
  return (direction === 'request') === (role === 'provider') ? 'to-server' : 'to-client'
}

/** What is read-only is never sent to a server, whoever calls. */
function readAs(flow: Flow): Direction {
  return flow === 'to-server' ? 'request' : 'response'
}

/** A schema that stands at one place of both operations. */
export interface SchemaPair {
  /** Absent: anything is allowed. */
  readonly was: SchemaUse | undefined
  readonly is: SchemaUse | undefined
  readonly direction: Direction
  /** How what is sent is read by who takes it, where that depends on both. */
  readonly readSent?: Reading
  readonly isText: boolean
  readonly isXml?: boolean
  readonly subject: string
  readonly witness: (value: JsonValue) => Witness
}

/** Compares what two schemas allow, in the direction in which their values travel. */
export function compareSchemas(pairing: Pairing, pair: SchemaPair): void {
  const { old, next } = pairing
  const flow = flowOf(pairing, pair.direction)
  const direction = readAs(flow)
  const read = (
    side: ContractSide,
    pointer: JsonPointer | undefined,
    reading: 'sent' | 'taken',
  ): SchemaModel => side.schema(pointer, direction, reading)
  const [sender, taker] = flow === 'to-server' ? [old, next] : [next, old]
  const [sent, taken] = flow === 'to-server' ? [pair.was, pair.is] : [pair.is, pair.was]
  const wider = read(taker, taken?.pointer, 'taken')
  const written = read(sender, sent?.pointer, 'sent')
  pairing.schemas.ask({
    narrower: pair.readSent?.(written, wider) ?? written,
    wider,
    back: () => ({
      narrower: read(taker, taken?.pointer, 'sent'),
      wider: read(sender, sent?.pointer, 'taken'),
    }),
    flow,
    direction: pair.direction,
    isText: pair.isText,
    isXml: pair.isXml ?? false,
    subject: pair.subject,
    operation: pairing.reached,
    witness: pair.witness,
  })
}

/** What a request that shows something differs in from the simplest one. */
export interface RequestChanges {
  readonly parameters?: ReadonlyMap<ParameterModel, JsonValue | undefined>
  readonly body?: BodyValue | 'none'
}

/** A request of one of the documents: the simplest that it allows, but for what is given. */
export function requestOf(
  side: ContractSide,
  operation: ContractOperation,
  schemas: SchemaChanges,
  changes: RequestChanges = {},
): RequestWitness {
  const sample = ({ pointer }: SchemaUse): JsonValue | undefined =>
    schemas.sample(side.schema(pointer, 'request', 'sent'))
  const parameters = new Map<ParameterModel, JsonValue>()
  for (const parameter of operation.parameters.values()) {
    if (!parameter.required) continue
    const value = sample(parameter.schema)
    if (value !== undefined) parameters.set(parameter, value)
  }
  for (const [parameter, value] of changes.parameters ?? []) {
    if (value === undefined) parameters.delete(parameter)
    else parameters.set(parameter, value)
  }
  const body = bodyOf(operation, changes, sample)
  return writeRequest({
    operation,
    parameters,
    ...(body && { body }),
    credentials: credentialsOf(side, operation),
  })
}

function bodyOf(
  operation: ContractOperation,
  { body }: RequestChanges,
  sample: (use: SchemaUse) => JsonValue | undefined,
): BodyValue | undefined {
  if (body === 'none') return undefined
  const documented = operation.model.requestBody
  const [first] = documented?.content ?? []
  if (body || !documented?.required || !first) return body
  const value = first.schema ? sample(first.schema) : 'text'
  return { mediaType: concreteType(first.mediaType), value }
}

/** Stand-ins for the credentials of the first way to be let in. */
function credentialsOf(side: ContractSide, { model }: ContractOperation): readonly string[] {
  const [first] = alternativesOf(side.model, model)
  return [...(first?.keys() ?? [])].flatMap((credential) => {
    if (credential.startsWith('HTTP basic')) return ['Basic $CREDENTIALS']
    return /^(HTTP|OAuth|OpenID)/.test(credential) ? ['Bearer $TOKEN'] : []
  })
}
