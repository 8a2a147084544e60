import type { ReportedFinding } from './verify-report.ts'

/** The lines that send a finding's requests again, in order: what changed something first, then what shows it. */
export function curlLines({ before = [], curl }: ReportedFinding): string[] {
  if (curl === undefined) return []
  return [...before.flatMap((step) => step.curl ?? []), curl]
}
