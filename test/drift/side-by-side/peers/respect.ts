import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject } from '../../kit/shape.ts'
import { bin, type Peer, type PeerTask, runCommand, steady } from '../peer.ts'

function stepsIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(stepsIn)
  if (!isObject(node)) return []
  const own = typeof node.stepId === 'string' && Array.isArray(node.checks) ? [node] : []
  return [...own, ...Object.values(node).flatMap(stepsIn)]
}

function claimsOf(step: Record<string, unknown>): string[] {
  const checks = Array.isArray(step.checks) ? step.checks.filter(isObject) : []
  return checks
    .filter((check) => check.passed === false || check.status === 'error')
    .map((check) =>
      steady(`${String(step.stepId)} ${String(check.name)} ${String(check.message ?? '')}`),
    )
}

async function run({ bench, url, prepared, folder }: PeerTask): Promise<readonly string[]> {
  const workflows = join(folder, `${bench.api}.arazzo.yaml`)
  const result = join(folder, 'respect.json')
  const command = join(bin, 'redocly')
  rmSync(result, { force: true })
  if (!existsSync(workflows)) {
    await runCommand(command, ['generate-arazzo', prepared.file, '-o', workflows], { folder })
    // What is generated names inputs that it does not declare where a scheme is one of several.
    const text = readFileSync(workflows, 'utf8')
    const given = text.replace(
      /\$inputs\.(\w+)/g,
      (input, scheme: string) => bench.callers.auth[scheme] ?? input,
    )
    writeFileSync(workflows, given)
  }
  const server = `${bench.api}=${url}`
  const options = ['--json-output', result, '--max-fetch-timeout', '4000']
  const log = await runCommand(command, ['respect', workflows, '--server', server, ...options], {
    folder,
  })
  if (!existsSync(result)) return [`no result: ${steady(log.slice(-300))}`]
  return stepsIn(JSON.parse(readFileSync(result, 'utf8'))).flatMap(claimsOf)
}

export const respect: Peer = { name: 'Redocly respect', run }
