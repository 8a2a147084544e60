/** How the emitted code judged the tests of one keyword. */
export interface Score {
  readonly tests: number
  readonly agreed: number
  readonly falseAccepts: number
  readonly falseRejects: number
  readonly refused: number
}

/** Scores by keyword. */
export type ScoreTable = Readonly<Record<string, Score>>

export function addScores(scores: readonly Score[]): Score {
  const sum = (pick: (score: Score) => number) =>
    scores.reduce((all, score) => all + pick(score), 0)
  return {
    tests: sum((score) => score.tests),
    agreed: sum((score) => score.agreed),
    falseAccepts: sum((score) => score.falseAccepts),
    falseRejects: sum((score) => score.falseRejects),
    refused: sum((score) => score.refused),
  }
}

/** A table that a person reads, as Markdown. */
export function renderScores(tables: Readonly<Record<string, ScoreTable>>): string {
  const parts = ['# Agreement of the emitted Zod with JSON Schema', '']
  parts.push(
    'Written by `UPDATE_SCORES=1 npx vitest run test/conformance`. The test fails when a number of agreements falls.',
    '',
  )
  for (const [title, table] of Object.entries(tables)) {
    parts.push(`## ${title}`, '')
    parts.push('| keyword | tests | agreed | false accepts | false rejects | refused |')
    parts.push('|---|---|---|---|---|---|')
    for (const [keyword, score] of Object.entries(table)) parts.push(row(keyword, score))
    parts.push(row('**all**', addScores(Object.values(table))), '')
  }
  return parts.join('\n')
}

function row(name: string, score: Score): string {
  const { tests, agreed, falseAccepts, falseRejects, refused } = score
  return `| ${name} | ${tests} | ${agreed} | ${falseAccepts} | ${falseRejects} | ${refused} |`
}

/** Keywords whose score is below what was written down. */
export function fallen(now: ScoreTable, before: ScoreTable): string[] {
  return Object.entries(before).flatMap(([keyword, { agreed }]) => {
    const reached = now[keyword]?.agreed ?? 0
    return reached < agreed ? [`${keyword}: ${reached}, was ${agreed}`] : []
  })
}
