import type { Tally } from './tally.ts'

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 100 : Math.floor((100 * part) / whole)} %`

/** The summary as a person reads it in a terminal. */
export function printTally(tally: Tally): string {
  const lines: string[] = []
  for (const { family, caught, total } of tally.families) {
    lines.push(
      `${family.padEnd(12)} ${String(caught).padStart(3)} of ${String(total).padStart(3)}  ${percent(caught, total)}`,
    )
  }
  const caught = tally.families.reduce((sum, family) => sum + family.caught, 0)
  const total = tally.families.reduce((sum, family) => sum + family.total, 0)
  lines.push(
    `${'all'.padEnd(12)} ${String(caught).padStart(3)} of ${String(total).padStart(3)}  ${percent(caught, total)}`,
    '',
  )
  if (tally.survivors.length > 0) {
    lines.push('Not caught:', ...tally.survivors.map(({ id, text }) => `  ${id}: ${text}`), '')
  }
  if (tally.falseFindings.length > 0) {
    lines.push('False findings:')
    for (const { server, check, operation, message, curl, seeds } of tally.falseFindings) {
      lines.push(`  ${server} ${check} ${operation} (seeds ${seeds.join(', ')}): ${message}`)
      if (curl !== undefined) lines.push(`    ${curl}`)
    }
    lines.push('')
  }
  if (tally.notVerified.size > 0) {
    lines.push('Not verified on right servers:')
    for (const [operation, seeds] of tally.notVerified)
      lines.push(`  ${operation} (seeds ${seeds.join(', ')})`)
    lines.push('')
  }
  for (const { server, seed, error } of tally.errors)
    lines.push(`Broke: ${server}, seed ${seed}: ${error}`)
  lines.push(
    `${tally.rightRuns} runs over right servers, ${Math.round(tally.requests.mean)} requests in the mean, ${tally.requests.most} at most`,
    `${tally.seconds.mean.toFixed(1)} seconds for a run in the mean, ${tally.seconds.most.toFixed(1)} at most`,
    tally.misses.length === 0 ? 'Every target is met.' : `Missed: ${tally.misses.join('; ')}.`,
  )
  return `${lines.join('\n')}\n`
}
