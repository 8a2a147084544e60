import { type ConventionName, conventionTable } from './convention-table.ts'

/** A reading that no document states: something is taken for what it is usually called. */
export interface Guess {
  readonly convention: ConventionName
  /** The name as the API has it, or the words of the document. */
  readonly name: string
}

/** What people are told of the guesses behind a finding; nothing where there are none. */
export function guessText(guesses: readonly Guess[]): string {
  if (guesses.length === 0) return ''
  const said = guesses.map(
    ({ convention, name }) =>
      `\`${name}\` is taken for ${conventionTable[convention].meaning} (\`${convention}\`)`,
  )
  return ` This rests on a guess: ${said.join(', and ')}; \`verify.conventions\` of the configuration can say otherwise.`
}
