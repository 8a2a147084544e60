export {
  type ContractCheck,
  createContractChecker,
  type NotCovered,
} from './check/check-contract.ts'
export type {
  ContractFinding,
  ContractFindingClass,
  InteractionPlace,
} from './check/contract-finding.ts'
export type * from './pact/pact.ts'
export { parsePact } from './pact/parse-pact.ts'
export { projectBody } from './projection/project-body.ts'
export { type ContractReport, contractReport } from './report/contract-report.ts'
export { renderContractJunit } from './report/render-contract-junit.ts'
export { type ContractTextStyle, renderContractText } from './report/render-contract-text.ts'
