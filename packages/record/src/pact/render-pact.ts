import { ConcordatError, canonicalText, type JsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import { pathText } from '../reads/member-path.ts'
import type { MemberUse } from '../reads/read-log.ts'
import type { ConsumerContract, RecordedInteraction } from '../recorder/contract.ts'
import { DocumentSchemas } from '../recorder/documented-members.ts'
import { describeInteraction } from './describe-interaction.ts'
import { exampleRequest } from './example-request.ts'
import { exampleValue } from './example-value.ts'
import { weakestRules } from './matching-rules.ts'
import type { PactBody, PactInteraction } from './pact-file.ts'

/** How a contract is written. */
export interface RenderPactOptions {
  /** The document that the contract was recorded against: examples are made from its schemas. */
  readonly model: ApiModel
  /** Version of the Pact specification. @default 'V4' */
  readonly specification?: 'V3' | 'V4'
}

/**
 * A contract as the text of a Pact file, with the weakest rules: what was not read is not in it, and what was read needs
 * to be of the same type only. The same contract gives the same text.
 *
 * `comments.concordat` of an interaction holds what Pact has no words for: the operation, the members that were read and
 * those that were only passed on, what tests met, and the digest of the document.
 *
 * @throws ConcordatError `E_CONTRACT_OUTDATED` when the contract was recorded against another version of the document.
 * @see {@link https://github.com/pact-foundation/pact-specification/tree/version-4 | Pact specification, version 4}
 */
export function renderPact(
  contract: ConsumerContract,
  { model, specification = 'V4' }: RenderPactOptions,
): string {
  if (contract.documentHash !== model.hash) {
    throw new ConcordatError(
      'E_CONTRACT_OUTDATED',
      `The contract of \`${contract.consumer}\` was recorded against another version of the document. Run the tests that record it again.`,
    )
  }
  const schemas = new DocumentSchemas(model)
  const operations = new Map(model.operations.map((one) => [one.operationId, one]))
  const interactions = contract.interactions
    .flatMap((recorded): PactInteraction[] => {
      const operation = operations.get(recorded.request.operationId)
      return operation ? [interactionOf(recorded, operation, { schemas, model })] : []
    })
    .map((interaction) => (specification === 'V4' ? interaction : asV3(interaction)))
    .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1))
  const file = {
    consumer: { name: contract.consumer },
    provider: { name: contract.provider },
    interactions,
    metadata: { pactSpecification: { version: specification === 'V4' ? '4.0' : '3.0.0' } },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Pact's own order: by description, then by states. */
function orderOf({
  description,
  providerStates,
}: Pick<PactInteraction, 'description' | 'providerStates'>): string {
  return `${description}\n${canonicalText(providerStates ?? [])}`
}

function interactionOf(
  recorded: RecordedInteraction,
  operation: OperationModel,
  { schemas, model }: { readonly schemas: DocumentSchemas; readonly model: ApiModel },
): PactInteraction {
  const { states, status, mediaType, uses } = recorded
  const described = describeInteraction(recorded)
  return {
    type: 'Synchronous/HTTP',
    description: described,
    pending: false,
    ...(states.length > 0 && {
      providerStates: states.map(({ name, params }) =>
        Object.keys(params).length > 0 ? { name, params } : { name },
      ),
    }),
    request: exampleRequest(recorded, operation, schemas),
    response: {
      status,
      ...(mediaType !== undefined && { headers: { 'Content-Type': [mediaType] } }),
      ...answerBody(recorded, operation, schemas),
    },
    comments: {
      concordat: {
        operationId: operation.operationId,
        document: model.hash,
        read: textsOf(uses.filter(({ use, onlyInTests }) => use === 'read' && !onlyInTests)),
        readInTestsOnly: textsOf(
          uses.filter(({ use, onlyInTests }) => use === 'read' && onlyInTests),
        ),
        passedOn: textsOf(uses.filter(({ use }) => use === 'passed-on')),
        met: Object.fromEntries(uses.map(({ path, variants }) => [pathText(path), variants])),
      },
    },
  }
}

function answerBody(
  { request, status, mediaType, uses }: RecordedInteraction,
  operation: OperationModel,
  schemas: DocumentSchemas,
): Pick<PactInteraction['response'], 'body' | 'matchingRules'> {
  // What was met absent alone cannot be demanded.
  const needed = uses.filter((use) => use.use === 'read' && isDemanded(use))
  if (mediaType === undefined || needed.length === 0) return {}
  const schema = schemas.ofAnswer(operation, status, mediaType)
  const { value, missing } = exampleValue(
    schema,
    needed.map(({ path }) => path),
    { seed: `${request.operationId} ${status}`, direction: 'response' },
  )
  const shown = needed.filter((use) => !missing.includes(use.path))
  const body: PactBody = { contentType: mediaType, encoded: false, content: value }
  return { body, matchingRules: weakestRules(shown) }
}

/** A consumer that met a member absent has shown that it can do without. */
function isDemanded({ variants }: MemberUse): boolean {
  return !variants.includes('absent')
}

function textsOf(uses: readonly MemberUse[]): readonly string[] {
  return uses.map(({ path }) => pathText(path))
}

/** V3 has bare bodies and headers of one text, and no type, key or pending. */
function asV3(interaction: PactInteraction): JsonObject & Pick<PactInteraction, 'description'> {
  const { type: _type, pending: _pending, request, response, ...rest } = interaction
  const part = (one: object): JsonObject => {
    const { body, headers, ...others }: { body?: PactBody; headers?: Record<string, string[]> } = {
      ...one,
    }
    return {
      ...(others as JsonObject),
      ...(headers && {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, values]) => [name, values.join(', ')]),
        ),
      }),
      ...(body && { body: body.content as JsonValue }),
    }
  }
  return {
    ...(rest as unknown as JsonObject),
    description: interaction.description,
    request: part(request),
    response: part(response),
  }
}
