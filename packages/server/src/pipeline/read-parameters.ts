import type { ParameterValues } from '@concordat/wire'
import { toProblemIssue } from '../body/read-body.ts'
import type { ProblemIssue } from '../server-problem.ts'
import type { OperationExchange } from './exchange.ts'
import type { PreparedOperation, PreparedSection } from './prepare-operation.ts'
import { issuesOf, readAgain } from './read-again.ts'
import { validationIssue } from './validation-issue.ts'

/** Decoded and validated parameters, and everything that is wrong with them. */
export interface ReadParameters {
  readonly values: Partial<ParameterValues>
  readonly issues: readonly ProblemIssue[]
}

const none: ReadParameters = { values: {}, issues: [] }

/**
 * Reads all parameters of a request by style, explode and shape, adds the document's defaults, and validates each
 * place as a whole. What could not be decoded is told once, not again as missing.
 */
export function readParameters(
  operation: PreparedOperation,
  { request, target, values: texts }: OperationExchange,
): ReadParameters {
  if (!operation.decode) return none
  const { decode } = operation
  const raw = {
    path: variablesOf(operation.variables, texts),
    query: target.query,
    headers: request.headers,
  }
  const { values: decoded, issues: decodeIssues } = decode(raw)
  const values = { ...decoded }
  const issues = decodeIssues.map(toProblemIssue)
  for (const section of operation.sections) {
    const own = values[section.in]
    const { validator, turns } = section
    const result = validator?.safeParse(own)
    if (validator && result && !result.success) {
      const found = readAgain({
        value: own,
        turns,
        again: (turn) => decode(raw, turn).values[section.in],
        validate: (value) => issuesOf(validator, value),
      })
      values[section.in] = found.value
      const refused = new Set(
        issues.filter((issue) => issue.in === section.in).map(({ path }) => path[0]),
      )
      for (const each of found.issues) {
        const issue = validationIssue(section.in, each, own)
        if (!refused.has(issue.path[0] ?? '')) issues.push(issue)
      }
    }
    addDefaults(values[section.in], section)
  }
  return { values, issues }
}

/** What a document gives for what is left out is not judged: a caller can do nothing about it. */
function addDefaults(values: Record<string, unknown>, { defaults }: PreparedSection): void {
  // A default is the document's own object: handlers get a copy that they may change.
  for (const [name, value] of defaults)
    if (!Object.hasOwn(values, name))
      values[name] = typeof value === 'object' ? structuredClone(value) : value
}

const noVariables: Readonly<Record<string, string>> = Object.freeze({})

function variablesOf(
  names: readonly string[],
  texts: readonly string[],
): Readonly<Record<string, string>> {
  if (names.length === 0) return noVariables
  // As a literal of `__proto__` would, assignment sets the prototype: such a name is defined.
  if (names.includes('__proto__'))
    return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
  const record: Record<string, string> = {}
  for (let index = 0; index < names.length; index++) record[names[index] ?? ''] = texts[index] ?? ''
  return record
}
