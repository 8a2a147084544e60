import type { Sighting } from '../findings/collector.ts'
import { reportFinding } from '../findings/report-finding.ts'
import { isInferred } from '../plan/provenance.ts'
import type { Session } from './session.ts'

/** A claim that the document marks as inferred was promised by nobody: to break it is a warning. */
function withPromisedSeverity(session: Session, sighting: Sighting): Sighting {
  const { check, observation } = sighting
  if (check.severity !== 'error' || !isInferred(session.api.document, observation.pointer))
    return sighting
  return { ...sighting, check: { ...check, severity: 'warning' } }
}

/** Counts a sighting, and tells listeners when its cause is new. */
export function report(session: Session, sighting: Sighting): void {
  const finding = session.collector.add(withPromisedSeverity(session, sighting))
  if (finding) session.emit?.({ type: 'finding', finding: reportFinding(session, finding) })
}
