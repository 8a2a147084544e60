import type { JsonObject } from '@concordat/core'
import { isJsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'

/** A member of a thing and one of the values that its schema lists. */
export interface Stage {
  readonly property: string
  readonly value: string
}

/** A stage in which the document gives a refusal for an operation. */
export interface ForbiddenStage extends Stage {
  /** `409`, or another refusal that speaks of the state. */
  readonly status: string
}

/** Refusals that speak of the state of a thing. */
const stateful = new Set(['409', '412', '422', '423'])
/** Words that turn a sentence round, or make it hold only sometimes. */
const turning = /\b(not|no|never|cannot|unless|except|if|when|while|until|only|but)\b|n['’]t\b/i

/** The members of a thing whose values are listed, with the values. */
export function stagesOf(
  { api }: OperationPlan,
  place: PlacedSchema | undefined,
): ReadonlyMap<string, readonly string[]> {
  const flat = place && flattenSchema(api.document, place).schema
  const properties: JsonObject =
    isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  return new Map(
    Object.entries(properties).flatMap(([name, property]): [string, string[]][] => {
      const own = asSchema(property)
      const read = own && flattenSchema(api.document, { schema: own, pointer: '' }).schema
      const values = isJsonObject(read) && Array.isArray(read.enum) ? read.enum : []
      const texts = values.filter((value) => typeof value === 'string')
      return texts.length > 1 ? [[name, texts]] : []
    }),
  )
}

/** Stages that the document names beside a refusal: in a sentence with its status, or in the words of the response. */
export function forbiddenStages(
  { model }: OperationPlan,
  stages: ReadonlyMap<string, readonly string[]>,
): ForbiddenStage[] {
  const refusals = model.responses.filter(({ status }) => stateful.has(status))
  const sentences = sentencesOf([model.summary, model.description])
  return refusals.flatMap(({ description, status }) => {
    const sources = [
      sentencesOf([description]),
      sentences.filter((sentence) => new RegExp(`\\b${status}\\b`).test(sentence)),
    ]
    return [...stages].flatMap(([property, values]) => {
      // Words that name several stages tell those that are refused from those that are not in ways that only people read.
      const [value] = sources
        .map((said) => values.filter((one) => said.some((sentence) => hasWord(sentence, one))))
        .flatMap(([first, ...others]) => (first === undefined || others.length > 0 ? [] : [first]))
      return value === undefined ? [] : [{ property, status, value }]
    })
  })
}

/** Stages in which, by a plain sentence of the document, an operation leaves a thing. */
export function stagesAfter(
  { model }: OperationPlan,
  stages: ReadonlyMap<string, readonly string[]>,
): Stage[] {
  const plain = sentencesOf([model.summary, model.description]).filter(
    (sentence) => !turning.test(sentence) && !/\b[1-5]\d\d\b/.test(sentence),
  )
  return [...stages].flatMap(([property, values]) =>
    plain.flatMap((sentence) => {
      if (!hasWord(sentence, property)) return []
      const [value, ...others] = values.filter((one) => isQuoted(sentence, one))
      return value === undefined || others.length > 0 ? [] : [{ property, value }]
    }),
  )
}

function sentencesOf(texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ?? '').split(/[.;\n]+(?:\s|$)/))
}

const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&')

function hasWord(sentence: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`, 'i').test(sentence)
}

function isQuoted(sentence: string, value: string): boolean {
  return new RegExp(`[\`'"“‘]${escaped(value)}[\`'"”’]`).test(sentence)
}
