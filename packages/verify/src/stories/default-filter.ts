import { isJsonObject } from '@concordat/core'
import type { OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { pagingScheme } from './paging-scheme.ts'

/** Parameters that say how a list is shown, not what is in it. */
const presentation = /sort|order|dir|page|size|include|expand|fields|locale|lang|format/i

/** Names of a window's ends: a list that takes them often has a window of its own when they are left out. */
const windowEnd =
  /(^|[a-z_.-])(start|end|begin|from|to|since|until|before|after|min|max)(s|ing)?([A-Z_.-]|$)|date|time/i

/**
 * Whether a list may hide things unless asked: a filter has a default, in its schema or in words, must be given, or
 * is the end of a window of time.
 */
export function hasDefaultFilter(list: OperationPlan | undefined): boolean {
  if (list === undefined) return false
  const scheme = pagingScheme(list)
  return list.parameters.some(
    (parameter) =>
      parameter.model.in === 'query' &&
      parameter.model.name !== scheme.limit &&
      parameter.model.name !== scheme.position &&
      !presentation.test(parameter.model.name) &&
      filtersByDefault(list, parameter),
  )
}

function filtersByDefault(list: OperationPlan, { model }: ParameterPlan): boolean {
  const flat = flattenSchema(list.api.document, model.schema).schema
  const schema = isJsonObject(flat) ? flat : {}
  if (model.required || schema.default !== undefined) return true
  const words = `${model.description ?? ''} ${String(schema.description ?? '')}`
  if (/\bdefault/i.test(words)) return true
  return String(schema.format ?? '').startsWith('date') && windowEnd.test(model.name)
}
