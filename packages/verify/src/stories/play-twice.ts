import { judgeStory } from '../engine/judge-story.ts'
import { report } from '../engine/report-sighting.ts'
import type { Session } from '../engine/session.ts'
import type { Story } from '../exchange/story.ts'
import { fingerprintOf, type Sighting } from '../findings/collector.ts'

/**
 * Plays a story and has it judged. What the checks see counts only if they see it again when the story is played a
 * second time from its beginning, with time between changes and readings: other people's changes and slow stores do not
 * repeat themselves.
 */
export async function playTwice(
  session: Session,
  play: () => Promise<readonly (Story | undefined)[]>,
): Promise<void> {
  if (session.gate.over) return
  const first = judge(session, await play())
  const open = first.filter((sighting) => !session.collector.has(sighting))
  if (open.length === 0 || session.gate.over) return
  const wanted = new Set(open.map(fingerprintOf))
  // Nothing is said of a store before it had the time that stores may need.
  const second = await session.transport.withPauses(play)
  for (const sighting of judge(session, second)) {
    if (wanted.has(fingerprintOf(sighting))) report(session, sighting)
  }
}

function judge(session: Session, stories: readonly (Story | undefined)[]): Sighting[] {
  return stories.flatMap((story) => {
    if (story === undefined) return []
    session.cases.played(story.operation, story.kind)
    return judgeStory(session, story)
  })
}
