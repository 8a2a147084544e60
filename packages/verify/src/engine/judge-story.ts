import type { Check, Observation } from '../check.ts'
import type { Story } from '../exchange/story.ts'
import type { Sighting } from '../findings/collector.ts'
import type { Session } from './session.ts'

/** How many changes before an exchange are shown with it: a finding is to fit on a screen. */
const changesShown = 4

/** What the story checks see in a story. */
export function judgeStory(session: Session, story: Story): Sighting[] {
  return session.checks.flatMap((check) =>
    check.subject === story.kind
      ? check.run(story).map((observation) => ({
          check,
          operation: story.operation,
          observation: withGuesses(check, story, observation),
          ...evidenceOf(story, observation),
        }))
      : [],
  )
}

/** What is seen rests on what the story guessed of the concepts that the check reads. */
function withGuesses(check: Check, { guesses = [] }: Story, observation: Observation): Observation {
  const read = guesses.filter(({ convention }) => check.restsOn?.includes(convention))
  return read.length === 0
    ? observation
    : { ...observation, guesses: [...(observation.guesses ?? []), ...read] }
}

/** The exchange that shows what was seen, and the changes that led to it. */
function evidenceOf(story: Story, observation: Observation): Pick<Sighting, 'exchange' | 'before'> {
  const exchanges = story.steps.map((step) => step.exchange)
  const exchange = observation.exchange ?? exchanges.at(-1)
  if (exchange === undefined) return {}
  const before = exchanges
    .slice(0, Math.max(0, exchanges.lastIndexOf(exchange)))
    .filter((earlier) => !['GET', 'HEAD', 'OPTIONS'].includes(earlier.request.method))
  return { exchange, before: before.slice(-changesShown) }
}
