import type { VerifyOptions } from '../options.ts'
import { runCoverage } from '../phases/coverage-phase.ts'
import { runExamples } from '../phases/examples-phase.ts'
import { runGeneration } from '../phases/generation-phase.ts'
import { runMethods } from '../phases/method-cases.ts'
import { prepare } from '../phases/preparation.ts'
import { runIdentities, runStateful } from '../phases/stateful-phase.ts'
import { runSecurity } from '../phases/security-phase.ts'
import { createWorld } from '../world/world.ts'
import type { Session } from './session.ts'

/** The phases in the order in which they are worth most, and in which they disturb each other least. */
export async function runPhases(session: Session, options: VerifyOptions): Promise<void> {
  const world = createWorld(session, options.pools ?? {})
  const wants = session.settings.phases
  session.emit?.({ type: 'phase', phase: 'preparation' })
  await prepare(session, world)
  if (wants.has('examples')) {
    session.emit?.({ type: 'phase', phase: 'examples' })
    await runExamples(session, world)
  }
  if (wants.has('stateful')) {
    session.emit?.({ type: 'phase', phase: 'stateful' })
    await runStateful(session, world)
  }
  if (wants.has('security')) {
    session.emit?.({ type: 'phase', phase: 'security' })
    await runIdentities(session, world)
    await runSecurity(session, world)
  }
  if (wants.has('coverage')) {
    session.emit?.({ type: 'phase', phase: 'coverage' })
    await runCoverage(session, world)
    await runMethods(session, world)
  }
  if (wants.has('generation')) {
    session.emit?.({ type: 'phase', phase: 'generation' })
    await runGeneration(session, world)
  }
}
