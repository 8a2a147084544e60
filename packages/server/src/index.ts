export { isOutput, type Output } from './answer/output.ts'
export type { AnswerFinding, AnswerFindingId } from './answer-finding.ts'
export { defineReceiver, type Receiver } from './define-receiver.ts'
export { defineServer } from './define-server.ts'
export type { AnyServerOptions } from './pipeline/create-app.ts'
export { type MatchedOperation, matchedOperation } from './pipeline/matched-operation.ts'
export { problemDetails } from './problem-details.ts'
export { Refusal, type RefusalKind, type RefusalReason, refuse } from './refuse.ts'
export type { RegisteredDocument } from './register-document.ts'
export {
  createRoute,
  type Route,
  type RouteContent,
  type RouteShape,
} from './routing/create-route.ts'
export { honoPathOf } from './routing/hono-path.ts'
export type {
  ErrorsAdapter,
  ProblemAnswer,
  ProblemIssue,
  ProblemKind,
  ServerProblem,
} from './server-problem.ts'
export { ServerReply } from './server-reply.ts'
export type {
  Handler,
  HandlerFrame,
  HandlerInput,
  HandlerOutput,
  ReceivedBodyValue,
} from './types/handler.ts'
export type {
  AnswerChecks,
  AuthPolicy,
  ErrorDetails,
  Handlers,
  PlacedMiddleware,
  ReceiverOptions,
  ServeOptions,
  Server,
  ServerDefinition,
  ServerOptions,
} from './types/server-options.ts'
export type {
  AuthOf,
  CredentialOf,
  PrincipalOf,
  UsedScheme,
  Verifier,
  VerifierDetails,
  Verifiers,
} from './types/verifier.ts'
