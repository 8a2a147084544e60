import type { ContractCheck } from '../check/check-contract.ts'
import type { ContractFindingClass } from '../check/contract-finding.ts'

/** What `concordat check-contract` found: plain data. */
export interface ContractReport {
  readonly format: 'concordat-contracts/1'
  readonly document: {
    /** Path or URL, as it was given. */
    readonly location: string
    readonly title: string
    readonly version: string
    /** SHA-256, as in the model. */
    readonly hash: string
  }
  readonly contracts: readonly ContractCheck[]
  readonly counts: Readonly<Record<ContractFindingClass, number>>
}

/** Puts together how contracts fit one document. */
export function contractReport(
  document: ContractReport['document'],
  contracts: readonly ContractCheck[],
): ContractReport {
  const counts = { breaks: 0, unknown: 0, note: 0 }
  for (const finding of contracts.flatMap(({ findings }) => findings)) counts[finding.class] += 1
  return { format: 'concordat-contracts/1', document, contracts, counts }
}
