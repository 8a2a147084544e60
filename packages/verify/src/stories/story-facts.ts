import { isJsonObject, type JsonObject } from '@concordat/core'
import { type Exchange, jsonOf } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { memberAt } from '../schema/variation.ts'

/** A fact that is a list of texts; empty when it is not there. */
export function textsFact(story: Story, name: string): readonly string[] {
  const value = story.facts[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A fact that is an object. */
export function objectFact(story: Story, name: string): JsonObject | undefined {
  const value = story.facts[name]
  return isJsonObject(value) ? value : undefined
}

/** A fact that is a number. */
export function numberFact(story: Story, name: string): number | undefined {
  const value = story.facts[name]
  return typeof value === 'number' ? value : undefined
}

/** The thing in an answer, inside the envelope that the story names. */
export function itemOf(story: Story, exchange: Exchange | undefined): JsonObject | undefined {
  const body = jsonOf(exchange)
  const wrapped = memberAt(body, textsFact(story, 'envelope'))
  if (isJsonObject(wrapped)) return wrapped
  return isJsonObject(body) ? body : undefined
}

/** A JSON value as messages show it. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
