import { pathKey } from '../body/read-body.ts'
import type { ProblemIssue } from '../server-problem.ts'

/** What a validator said of a value, as an issue of one section of the request. */
export function validationIssue(
  section: ProblemIssue['in'],
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  value: unknown,
): ProblemIssue {
  const { path, message } = issue
  const missing = path.length > 0 && isAbsent(value, path)
  return { in: section, path: path.map(pathKey), message, ...(missing && { missing }) }
}

function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let node = value
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return true
    node = Reflect.get(node, key)
  }
  return node === undefined
}
