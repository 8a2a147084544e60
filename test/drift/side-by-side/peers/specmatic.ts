import { join } from 'node:path'
import { bin, type Peer, type PeerTask, runCommand, steady } from '../peer.ts'

/** One claim for each scenario that failed: its name, and the reason without the values. */
function claimsOf(log: string): string[] {
  const summary = log.slice(log.lastIndexOf('Unsuccessful Scenarios'))
  return summary
    .split(/\n {2}"/)
    .slice(1)
    .map((block) => steady(block.slice(0, 400)))
}

async function run({ bench, url, prepared, folder }: PeerTask): Promise<readonly string[]> {
  const log = await runCommand(
    join(bin, 'specmatic'),
    ['test', prepared.file, '--strict', `--testBaseURL=${url}`, '--timeout-in-ms=4000'],
    { folder, env: bench.callers.auth },
  )
  if (!log.includes('Tests run:')) return [`no result: ${steady(log.slice(-300))}`]
  return log.includes('Unsuccessful Scenarios') ? claimsOf(log) : []
}

export const specmatic: Peer = { name: 'Specmatic', run }
