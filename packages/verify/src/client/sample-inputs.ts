import { createRandom, isJsonObject, type JsonValue, type Random } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import type { Fullness } from '../schema/make-context.ts'
import { makeValue, setOwn } from '../schema/make-value.ts'
import { schemaObjectAt } from '../schema/schema-judge.ts'
import type { ClientInput } from './client-under-test.ts'

/** An input for the client, and the same request in the document's terms. */
export interface SampleInput {
  readonly input: ClientInput
  readonly draft: RequestDraft
}

const variants: readonly Fullness[] = ['minimal', 'full', 'random', 'random', 'random']

/**
 * Inputs that the document allows: the least, everything, and a few in between, the same for the same seed. Fewer when
 * no value can be made for a required part.
 */
export function sampleInputs(operation: OperationPlan, seed: number): SampleInput[] {
  const bodies = operation.bodies.length === 0 ? [undefined] : operation.bodies
  const samples: SampleInput[] = []
  for (const plan of bodies) {
    for (const [index, fullness] of variants.entries()) {
      const random = createRandom(
        seed,
        `${operation.operationId} ${plan?.mediaType ?? ''} ${index}`,
      )
      const sample = makeSample(operation, plan, fullness, random)
      if (sample) samples.push(sample)
    }
  }
  return samples
}

function makeSample(
  operation: OperationPlan,
  body: OperationPlan['bodies'][number] | undefined,
  fullness: Fullness,
  random: Random,
): SampleInput | undefined {
  const sections: Record<'path' | 'query' | 'header' | 'cookie', Record<string, JsonValue>> = {
    path: {},
    query: {},
    header: {},
    cookie: {},
  }
  for (const { model } of operation.parameters) {
    if (
      !model.required &&
      (fullness === 'minimal' || (fullness === 'random' && random.chance(0.5)))
    )
      continue
    const value = valueAtPointer(operation, model.schema.pointer, {
      fullness,
      random: random.fork(model.name),
    })
    if (value === undefined) {
      if (model.required) return undefined
      continue
    }
    setOwn(sections[model.in], model.name, value)
  }
  const given = Object.fromEntries(
    Object.entries(sections).filter(([, values]) => Object.keys(values).length > 0),
  )
  if (body === undefined || (!operation.bodyRequired && fullness === 'minimal')) {
    return operation.bodyRequired ? undefined : { input: given, draft: sections }
  }
  if (body.kind === 'binary' || body.model.schema === undefined) return undefined
  const value = valueAtPointer(operation, body.model.schema.pointer, {
    fullness,
    random: random.fork('body'),
  })
  if (value === undefined) return undefined
  // A form has no way to say a nested or empty member that comes back as it was.
  if (
    body.kind !== 'json' &&
    isJsonObject(value) &&
    Object.values(value).some((member) => typeof member === 'object')
  ) {
    return undefined
  }
  const mediaType = operation.bodies.length > 1 ? { mediaType: body.mediaType } : {}
  return {
    input: { ...given, body: value, ...mediaType },
    draft: { ...sections, body: { kind: 'value', mediaType: body.mediaType, value } },
  }
}

/** A value that the schema at a pointer allows. */
export function valueAtPointer(
  operation: OperationPlan,
  pointer: string,
  {
    fullness,
    random,
    direction = 'request',
  }: {
    readonly fullness: Fullness
    readonly random: Random
    readonly direction?: 'request' | 'response'
  },
): JsonValue | undefined {
  const { document, judge } = operation.api
  const schema = schemaObjectAt(document, pointer) ?? true
  return makeValue({ schema, pointer }, { document, judge, direction, random, fullness })
}
