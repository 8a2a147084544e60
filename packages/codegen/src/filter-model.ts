import { ConcordatError } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'

/** Which operations to generate: those that every given list names. */
export interface OperationFilters {
  /** Tags, as the document writes them. */
  readonly tags?: readonly string[]
  /** Path templates; `*` stands for any part of a path, `**` for any number of them. */
  readonly paths?: readonly string[]
  /** Ids of operations. */
  readonly operations?: readonly string[]
}

/**
 * The model with the operations and webhooks that the filters name. Throws a {@link ConcordatError} for a filter that
 * names none, as it must be misspelt.
 */
export function filterModel(model: ApiModel, filters: OperationFilters): ApiModel {
  const all = [...model.operations, ...model.webhooks]
  const groups = [
    matchers('tag', filters.tags, (tag) => (operation) => operation.tags.includes(tag)),
    matchers('path', filters.paths, (pattern) => {
      const expression = pathExpression(pattern)
      return (operation) => expression.test(operation.path)
    }),
    matchers('operation', filters.operations, (name) => (item) => item.operationId === name),
  ]
  for (const { kind, value, matches } of groups.flat()) {
    if (all.some(matches)) continue
    throw new ConcordatError(
      'E_FILTER_MATCHES_NOTHING',
      `No operation of ${model.name} has the ${kind} \`${value}\`. Correct the filter or leave it out.`,
    )
  }
  const isSelected = (operation: OperationModel): boolean =>
    groups.every((group) => group.length === 0 || group.some(({ matches }) => matches(operation)))
  return {
    ...model,
    operations: model.operations.filter(isSelected),
    webhooks: model.webhooks.filter(isSelected),
  }
}

interface Matcher {
  readonly kind: string
  readonly value: string
  readonly matches: (operation: OperationModel) => boolean
}

function matchers(
  kind: string,
  values: readonly string[] | undefined,
  make: (value: string) => Matcher['matches'],
): Matcher[] {
  return (values ?? []).map((value) => ({ kind, value, matches: make(value) }))
}

function pathExpression(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => {
      if (part === '**') return '.*'
      return part === '*' ? '[^/]*' : part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`)
}
