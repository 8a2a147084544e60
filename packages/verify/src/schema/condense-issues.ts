import { type JsonObject, joinPointer, valueAt } from '@concordat/core'
import type { SchemaIssue } from './schema-issue.ts'

/** What a validator says of a value and the schema at a pointer. */
export type Judge = (pointer: string, value: unknown) => readonly SchemaIssue[]

/**
 * One cause, one issue: a validator tells of every branch of `oneOf` and `anyOf` that a value does not fit. Only the branch
 * that is meant counts, where that can be told; otherwise that none fits is all there is to say.
 */
export function condenseIssues(
  document: JsonObject,
  issues: readonly SchemaIssue[],
  value: unknown,
  { judge, depth = 0 }: { readonly judge: Judge; readonly depth?: number },
): readonly SchemaIssue[] {
  const choices = issues
    .filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf')
    .sort((left, right) => left.at.length - right.at.length)
  let rest = issues
  for (const choice of choices) {
    if (!rest.includes(choice) || depth > 8) continue
    const branches = valueAt(document, choice.pointer)
    if (!Array.isArray(branches)) continue
    const chosen = valueAt(value, choice.at)
    const pointers = branches.map((_, index) => joinPointer(choice.pointer, String(index)))
    const told = pointers.map((pointer) => judge(pointer, chosen))
    const inner = new Set(
      told.flat().map((issue) => `${choice.at}${issue.at} ${issue.pointer} ${issue.message}`),
    )
    const outside = rest.filter(
      (issue) => issue !== choice && !inner.has(`${issue.at} ${issue.pointer} ${issue.message}`),
    )
    const meant = meantBranch(told)
    const own =
      meant &&
      condenseIssues(document, meant, chosen, { judge, depth: depth + 1 }).map((issue) => ({
        ...issue,
        at: choice.at + issue.at,
      }))
    rest = [...outside, ...(own ?? [choice])]
  }
  return rest
}

/** The branch that a value was meant for: the only one whose type and tags it has, or the one it misses least. */
function meantBranch(
  told: readonly (readonly SchemaIssue[])[],
): readonly SchemaIssue[] | undefined {
  if (told.some((issues) => issues.length === 0)) return undefined
  const fitting = told.filter((issues) => !issues.some(isOfAnotherKind))
  const [only] = fitting
  if (fitting.length === 1) return only
  const fewest = Math.min(...fitting.map(({ length }) => length))
  const nearest = fitting.filter(({ length }) => length === fewest)
  return nearest.length === 1 ? nearest[0] : undefined
}

/** Whether an issue says that the value is another kind of thing altogether: its type, or a member that names its kind. */
function isOfAnotherKind({ at, keyword }: SchemaIssue): boolean {
  if (at === '') return keyword === 'type' || keyword === 'const' || keyword === 'enum'
  return keyword === 'const' && at.lastIndexOf('/') === 0
}
