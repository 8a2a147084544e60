import type { OperationModel } from '@concordat/model'
import type { Html } from '../html/html.ts'
import type { TypeNames } from '../schema/type-phrase.ts'
import type { ApiPlan } from '../site/api-plan.ts'

/** What an operation's view needs to know of the page that it stands in. */
export interface OperationPlace {
  /** Level of the operation's heading. */
  readonly level: number
  /** Whether the reader calls it, or is called. */
  readonly kind: 'operation' | 'webhook' | 'callback'
  readonly plan: ApiPlan
  readonly names: TypeNames
  /** How many components deep bodies are written out. */
  readonly schemaDepth: number
  hrefOfOperation(operationId: string): string
  hrefOfSecurity(name: string): string
  /** Samples of a call; `undefined` for what the reader does not call. */
  samplesOf?(operation: OperationModel, anchor: string): Html | undefined
  /** What contract tests said of an operation. */
  heldOf?(operationId: string): Html | undefined
  /** How often contract tests saw an answer of this document. */
  timesSeen?(operationId: string, status: string): number | undefined
  /** In which versions of the document an operation changed. */
  changesOf?(operationId: string): Html | undefined
  /** Which consumers read what of an operation's answers. */
  readersOf?(operationId: string): Html | undefined
}
