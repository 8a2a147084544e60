import { hashText } from '@concordat/core'
import type { Check, Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { VerifyFinding } from './verify-finding.ts'

/** Something a check saw, before it is counted. */
export interface Sighting {
  readonly check: Check
  readonly operation: OperationPlan
  readonly observation: Observation
  readonly exchange?: Exchange
  /** Requests that led to what the exchange shows. */
  readonly before?: readonly Exchange[]
}

/** Keeps one finding for each cause, with the smallest exchange that shows it. */
export interface Collector {
  /** Counts a sighting; gives the finding when its cause is new. */
  add(sighting: Sighting): VerifyFinding | undefined
  /** Exchanges a finding's evidence for a smaller one. */
  replace(fingerprint: string, exchange: Exchange): void
  has(sighting: Sighting): boolean
  all(): VerifyFinding[]
}

/**
 * A text that is the same for the same cause in every run: check, operation and what the check calls its cause. A check
 * that was renamed counts by its first id, so that baselines keep their findings.
 */
export function fingerprintOf({ check, operation, observation }: Sighting): string {
  const text = `${check.formerIds?.[0] ?? check.id}\n${operation.method} ${operation.path}\n${observation.cause}`
  const first = hashText(text).toString(16).padStart(8, '0')
  return first + hashText(text, 0x9e3779b9).toString(16).padStart(8, '0')
}

/** Makes an empty collector. */
export function createCollector(): Collector {
  const findings = new Map<string, VerifyFinding>()
  return {
    add(sighting) {
      const fingerprint = fingerprintOf(sighting)
      const { check, operation, observation, before = [] } = sighting
      const exchange = observation.exchange ?? sighting.exchange
      const existing = findings.get(fingerprint)
      if (existing) {
        const smaller = exchange !== undefined && sizeOf(exchange) < sizeOf(existing.exchange)
        findings.set(fingerprint, {
          ...existing,
          ...(smaller ? { exchange, before, message: observation.message } : {}),
          occurrences: existing.occurrences + 1,
        })
        return undefined
      }
      const finding: VerifyFinding = {
        id: check.id,
        severity: observation.severity ?? check.severity,
        message: observation.message,
        pointer: observation.pointer,
        operationId: operation.operationId,
        operation: nameOf(operation),
        fingerprint,
        occurrences: 1,
        ...(observation.evidence ? { evidence: observation.evidence } : {}),
        ...(observation.guesses?.length ? { guesses: observation.guesses } : {}),
        ...(exchange ? { exchange, before } : {}),
      }
      findings.set(fingerprint, finding)
      return finding
    },
    replace(fingerprint, exchange) {
      const existing = findings.get(fingerprint)
      if (existing) findings.set(fingerprint, { ...existing, exchange })
    },
    has: (sighting) => findings.has(fingerprintOf(sighting)),
    all: () => [...findings.values()],
  }
}

/** How much a person has to read. */
export function sizeOf(exchange: Exchange | undefined): number {
  if (exchange === undefined) return Number.POSITIVE_INFINITY
  const headers = exchange.request.headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  )
  return exchange.request.target.length + headers + (exchange.request.body?.length ?? 0)
}
