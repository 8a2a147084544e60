export type { Check, CheckAxes, ExchangeCheck, Observation, StoryCheck } from './check.ts'
export { defineCheck } from './check.ts'
export { checkDocumentation } from './check-documentation.ts'
export { checks } from './check-registry.ts'
export type {
  ClientInput,
  ClientOutcome,
  ClientUnderTest,
  ConnectClient,
} from './client/client-under-test.ts'
export {
  type ClientOperationReport,
  type ClientReport,
  type VerifyClientOptions,
  verifyClient,
} from './client/verify-client.ts'
export {
  type ConventionEntry,
  type ConventionName,
  conventionTable,
} from './conventions/convention-table.ts'
export type { ConventionChange, ConventionsConfig } from './conventions/conventions.ts'
export type { Guess } from './conventions/guess.ts'
export type {
  ClientCredentialsSource,
  CredentialSource,
  CredentialValue,
  LoginSource,
  UserPassword,
} from './credentials/identity.ts'
export { type CaseKind, caseKinds } from './engine/case-ledger.ts'
export type { VerifyEvent } from './engine/events.ts'
export type { PhaseName } from './exchange/purpose.ts'
export type { CheckConfig } from './findings/check-config.ts'
export { type TestFunction, testOperations } from './operation-tests.ts'
export type { IdentityOptions, VerifyOptions } from './options.ts'
export {
  applyBaseline,
  type Baseline,
  type BaselineEntry,
  baselineOf,
  parseBaseline,
} from './report/baseline.ts'
export { mergeReports, parseReport } from './report/merge-reports.ts'
export { noPaint, type Paint } from './report/paint.ts'
export { renderGithub } from './report/render-github.ts'
export { type RecordedExchange, renderHar } from './report/render-har.ts'
export { renderHtml } from './report/render-html.ts'
export { renderJunit } from './report/render-junit.ts'
export { renderNdjson, renderNdjsonEnd } from './report/render-ndjson.ts'
export { type PrettyOptions, renderPretty } from './report/render-pretty.ts'
export { renderSarif } from './report/render-sarif.ts'
export { reportSchema } from './report/report-schema.ts'
export { isFailing, isOpen, verdictText } from './report/run-verdict.ts'
export type * from './report/verify-report.ts'
export {
  createRequestJudge,
  type JudgedRequest,
  type RequestJudge,
} from './request/request-judge.ts'
export type { RequestViolation } from './request/request-verdict.ts'
export type {
  ProviderStateDescription,
  ProviderStates,
  StateRequest,
  StateSetUp,
} from './states/provider-states.ts'
export type { VerifyHooks } from './transport/verify-hooks.ts'
export type { HeaderField, WireRequest } from './transport/wire-exchange.ts'
export { verify } from './verify.ts'
