export type {
  Change,
  ChangeClass,
  Direction,
  DocumentPlace,
  ReachedOperation,
  RequestWitness,
  ResponseWitness,
  Witness,
} from './changes/change.ts'
export { changeClasses } from './changes/change.ts'
export { type ChangeKind, changeDocumentation, changeKinds } from './changes/change-kinds.ts'
export { compareDocuments, type DocumentComparison, sortChanges } from './compare-documents.ts'
export {
  type ContainmentOptions,
  type Excess,
  SchemaContainment,
} from './contain/schema-containment.ts'
export { ContractSide } from './contract/contract-side.ts'
export { writeResponse } from './contract/write-exchange.ts'
export {
  type DiffReport,
  type DocumentReport,
  diffReport,
  type ReportedDocument,
  reportedDocument,
} from './report/diff-report.ts'
export {
  type FailingClasses,
  renderGithub,
  renderJunit,
  renderSarif,
} from './report/render-for-builds.ts'
export { renderHtml } from './report/render-html.ts'
export { renderMarkdown } from './report/render-markdown.ts'
export { renderText, type TextOptions, type TextStyle } from './report/render-text.ts'
export { type Acceptance, acceptChanges } from './rules/accept-changes.ts'
export { type EndRules, judgeEnds } from './rules/announce-ends.ts'
export { retireOperations } from './rules/retire-operations.ts'
export { type VersionVerdict, versionVerdict } from './rules/version-verdict.ts'
