import type { Change } from '../changes/change.ts'
import type { DocumentReport } from './diff-report.ts'

/** The operations that a change reaches, in few words. */
export function operationsText({ operations }: Change, most = 3): string {
  const shown = operations.slice(0, most).map(({ method, path }) => `${method} ${path}`)
  const more = operations.length - shown.length
  if (shown.length === 0) return 'the whole API'
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** Where a change stands in both documents. */
export function placesText(change: Change): readonly string[] {
  const text = ({ file, line, column }: { file: string; line: number; column: number }): string =>
    `${file}:${line}:${column}`
  return [
    ...(change.new ? [`at ${text(change.new.source)}`] : []),
    ...(change.old ? [`was ${text(change.old.source)}`] : []),
  ]
}

/** What semantic versioning says of the change of `info.version`. */
export function versionText({ old, new: next, version }: DocumentReport): string {
  const step = `${old.version || '(none)'} → ${next.version || '(none)'}`
  if (version.needed === 'none') return `Version ${step}.`
  const needs = `a ${version.needed} version is due`
  if (version.isEnough && version.needed === 'major' && version.given === 'minor')
    return `Version ${step}: it breaks, which a minor version may before 1.0.0.`
  return version.isEnough ? `Version ${step}: ${needs}, and given.` : `Version ${step}: ${needs}.`
}

/** That a change is accepted, by whom, why and how long. */
export function acceptedText({ accepted }: Change): string | undefined {
  if (!accepted) return undefined
  const { reason, by, until } = accepted
  return `Accepted${by === undefined ? '' : ` by ${by}`}${until === undefined ? '' : ` until ${until}`}: ${reason}`
}
