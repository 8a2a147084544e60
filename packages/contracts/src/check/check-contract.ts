import { ContractSide, SchemaContainment } from '@concordat/compare'
import type { NormalisedDocument, OperationModel } from '@concordat/model'
import type { Interaction, NotReadInteraction, Pact } from '../pact/pact.ts'
import { checkRequest } from './check-requests.ts'
import { checkResponses } from './check-responses.ts'
import { type ContractFinding, type FoundExcess, joinFindings } from './contract-finding.ts'
import { groupInteractions } from './group-interactions.ts'
import { createInteractionMap } from './map-interactions.ts'
import { statusesNotCovered } from './statuses.ts'

/** An operation that a consumer uses, with the documented statuses that its contract says nothing of. */
export interface NotCovered {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly statuses: readonly string[]
}

/** How a contract fits a document. */
export interface ContractCheck {
  readonly location: string
  readonly consumer: string
  readonly provider: string
  readonly specification: Pact['specification']
  /** How many interactions were judged. */
  readonly interactions: number
  /** Operations that the consumer uses, by operationId. */
  readonly operations: readonly string[]
  /** What breaks first. */
  readonly findings: readonly ContractFinding[]
  readonly notCovered: readonly NotCovered[]
  readonly notRead: readonly NotReadInteraction[]
}

/**
 * Checks contracts against a document, without a provider: every answer that the document allows has to be one that the
 * consumer accepts, as far as its contract says something of it, and every request of the contract has to be allowed.
 *
 * @example
 * ```ts
 * import { createContractChecker, parsePact } from '@concordat/contracts'
 * import { loadDocument } from '@concordat/document'
 * import { readFileSync } from 'node:fs'
 *
 * const { loaded } = await loadDocument('openapi.yaml')
 * const check = createContractChecker(loaded)
 * const pact = parsePact(readFileSync('pacts/shop-orders.json', 'utf8'), 'pacts/shop-orders.json')
 * for (const { class: kind, message } of check(pact).findings) console.log(kind, message)
 * ```
 */
export function createContractChecker(document: NormalisedDocument): (pact: Pact) => ContractCheck {
  const side = new ContractSide(document)
  const containment = new SchemaContainment()
  const map = createInteractionMap(side.model)
  return (pact) => {
    const found: FoundExcess[] = []
    const byOperation = new Map<OperationModel, Interaction[]>()
    for (const interaction of pact.interactions) {
      const mapped = map(interaction)
      // What is expected to be refused is no request that has to be allowed.
      if (!isRefused(interaction) || !mapped.judged) found.push(...checkRequest(side, mapped))
      const operation = mapped.judged?.operation
      if (operation)
        byOperation.set(operation, [...(byOperation.get(operation) ?? []), interaction])
    }
    const notCovered: NotCovered[] = []
    for (const [operation, interactions] of byOperation) {
      const groups = groupInteractions(interactions)
      for (const group of groups) {
        found.push(...checkResponses({ side, containment, operation }, group))
      }
      const statuses = statusesNotCovered(operation, groups)
      const { operationId, method, path } = operation
      if (statuses.length > 0) {
        notCovered.push({ operationId, method: method.toUpperCase(), path, statuses })
      }
    }
    return {
      location: pact.location,
      consumer: pact.consumer,
      provider: pact.provider,
      specification: pact.specification,
      interactions: pact.interactions.length,
      operations: [...byOperation.keys()].map(({ operationId }) => operationId),
      findings: joinFindings(pact, found),
      notCovered,
      notRead: pact.notRead,
    }
  }
}

/** Whether an interaction is about a request that breaks the document on purpose. */
function isRefused({ response }: Interaction): boolean {
  return response.status >= 400 && response.status < 500
}
