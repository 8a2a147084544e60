import { ConcordatError, type Severity } from '@concordat/core'
import { type Check, isNamed, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import type { CheckConfig } from './check-config.ts'

/**
 * Applies the user's configuration to the checks.
 * @throws ConcordatError `E_CHECK_UNKNOWN` for an id that no check has.
 */
export function configureChecks(
  checks: readonly Check[],
  config: readonly CheckConfig[],
): readonly Check[] {
  for (const { check } of config) {
    if (!checks.some((one) => isNamed(one, check))) {
      throw new ConcordatError(
        'E_CHECK_UNKNOWN',
        `There is no check \`${check}\`. \`concordat checks\` lists them.`,
      )
    }
  }
  return checks.flatMap((check): Check[] => {
    let configured: Check = check
    for (const { check: name, operations, severity } of config) {
      if (!isNamed(check, name)) continue
      if (operations === undefined && severity === 'off') return []
      if (operations === undefined && severity !== 'off')
        configured = withSeverity(configured, severity)
      else if (operations && severity === 'off') configured = silenceFor(configured, operations)
    }
    return [configured]
  })
}

/** What the user says of a severity holds for all that the check sees. */
function withSeverity(check: Check, severity: Severity): Check {
  const strip = ({ severity: _, ...observation }: Observation): Observation => observation
  return check.subject === 'exchange'
    ? { ...check, severity, run: (exchange: Exchange) => check.run(exchange).map(strip) }
    : { ...check, severity, run: (story: Story) => check.run(story).map(strip) }
}

function silenceFor(check: Check, operations: readonly string[]): Check {
  if (check.subject === 'exchange') {
    return {
      ...check,
      run: (exchange: Exchange) =>
        operations.includes(exchange.operation.operationId) ? [] : check.run(exchange),
    }
  }
  return {
    ...check,
    run: (story: Story) =>
      operations.includes(story.operation.operationId) ? [] : check.run(story),
  }
}
