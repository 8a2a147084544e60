import { isJsonObject, type JsonValue } from '@concordat/core'
import type { OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { pagingScheme } from './paging-scheme.ts'

/** Parameters that say how a list is shown, not what is in it. */
const presentation = /sort|order|dir|page|size|include|expand|fields|locale|lang|format/i

/** Names of a window's ends: a list that takes them often has a window of its own when they are left out. */
const windowEnd =
  /(^|[a-z_.-])(start|end|begin|from|to|since|until|before|after|min|max)(s|ing)?([A-Z_.-]|$)|date|time/i

/** Names of a window's beginning. */
const windowStart = /(^|[a-z_.-])(start|begin|from|since|after|min)(s|ing)?([A-Z_.-]|$)/i

/**
 * Whether a list may hide things unless asked: a filter has a default, in its schema or in words, must be given, or
 * is the end of a window of time that was not opened.
 */
export function hasDefaultFilter(list: OperationPlan | undefined, isOpened = false): boolean {
  if (list === undefined) return false
  const scheme = pagingScheme(list)
  return list.parameters.some(
    (parameter) =>
      parameter.model.in === 'query' &&
      parameter.model.name !== scheme.limit &&
      parameter.model.name !== scheme.position &&
      !presentation.test(parameter.model.name) &&
      filtersByDefault(list, parameter, isOpened),
  )
}

/**
 * A query that opens a list's window of time as wide as it goes: what was just made then is in it. `undefined` where
 * there is no window, or one that cannot be opened so.
 */
export function openWindow(list: OperationPlan): Readonly<Record<string, JsonValue>> | undefined {
  const opened = list.parameters.flatMap(({ model }): [string, JsonValue][] => {
    const flat = flattenSchema(list.api.document, model.schema).schema
    const format = isJsonObject(flat) ? String(flat.format ?? '') : ''
    if (model.in !== 'query' || !format.startsWith('date') || !windowEnd.test(model.name)) return []
    const day = windowStart.test(model.name) ? '0001-01-01' : '9999-12-31'
    const value = format === 'date' ? day : `${day}T00:00:00Z`
    return list.api.judge.accepts(model.schema.pointer, value, 'request')
      ? [[model.name, value]]
      : []
  })
  return opened.length === 0 ? undefined : Object.fromEntries(opened)
}

function filtersByDefault(
  list: OperationPlan,
  { model }: ParameterPlan,
  isOpened: boolean,
): boolean {
  const flat = flattenSchema(list.api.document, model.schema).schema
  const schema = isJsonObject(flat) ? flat : {}
  if (model.required || schema.default !== undefined) return true
  const words = `${model.description ?? ''} ${String(schema.description ?? '')}`
  if (/\bdefault/i.test(words)) return true
  return !isOpened && String(schema.format ?? '').startsWith('date') && windowEnd.test(model.name)
}
