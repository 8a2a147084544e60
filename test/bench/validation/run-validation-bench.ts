import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, scratchFolder } from '../folders.ts'
import { median } from '../median.ts'
import { contenders } from './contenders.ts'
import { driveServer, rawRequest } from './drive-server.ts'
import { type Payload, payloads } from './payloads.ts'

/** How one server did on one payload. */
export interface ValidationCell {
  readonly contender: string
  readonly payload: string
  readonly status: number
  /** Median of the rounds, in requests per second. */
  readonly rate: number
  /** Median over the rounds of the ratio to the first contender in the same round, on the same payload. */
  readonly ratio: number
}

const rounds = { quick: { count: 3, time: 400 }, full: { count: 12, time: 700 } }

/**
 * Requests per second over real sockets. Servers run in processes of their own and take turns, so that a busy machine
 * slows all of them alike.
 */
export async function runValidationBench(mode: 'quick' | 'full'): Promise<ValidationCell[]> {
  const generated = generate()
  const servers: { name: string; child: ChildProcess; port: number }[] = []
  try {
    for (const name of contenders) servers.push({ name, ...(await start(name, generated)) })
    const cells: ValidationCell[] = []
    for (const payload of payloads) {
      for (const kind of ['valid', 'invalid'] as const) {
        cells.push(...(await compare(servers, payload, kind, rounds[mode])))
      }
    }
    return cells
  } finally {
    for (const { child } of servers) child.kill()
  }
}

async function compare(
  servers: readonly { readonly name: string; readonly port: number }[],
  payload: Payload,
  kind: 'valid' | 'invalid',
  { count, time }: { readonly count: number; readonly time: number },
): Promise<ValidationCell[]> {
  const request = rawRequest(payload.path, payload[kind])
  const drive = (port: number, milliseconds: number) =>
    driveServer({ port, request, time: milliseconds, connections: 16 })
  const rates = new Map<string, number[]>(servers.map(({ name }) => [name, []]))
  const statuses = new Map<string, number>()
  for (const { port } of servers) await drive(port, time / 2)
  for (let round = 0; round < count; round++) {
    for (const { name, port } of servers) {
      const { rate, status } = await drive(port, time)
      rates.get(name)?.push(rate)
      statuses.set(name, status)
    }
  }
  const base = rates.get(servers[0]?.name ?? '') ?? []
  return [...rates].map(([contender, all]) => ({
    contender,
    payload: `${payload.name}, ${kind}`,
    status: statuses.get(contender) ?? 0,
    rate: median(all),
    ratio: median(all.map((rate, round) => rate / (base[round] ?? Number.NaN))),
  }))
}

/** Generates the package of the benchmark's document, and says where it is. */
function generate(): string {
  const out = join(scratchFolder, 'validation')
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const document = fileURLToPath(new URL('openapi.yaml', import.meta.url))
  const command = join(root, 'packages', 'cli', 'bin', 'concordat.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [command, 'generate', document, '--out', out],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The document of the benchmark was not generated: ${stderr}`)
  return join(out, 'validation')
}

function start(name: string, generated: string): Promise<{ child: ChildProcess; port: number }> {
  const script = fileURLToPath(new URL('serve-one.ts', import.meta.url))
  const child = fork(script, [name, generated], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code}.`)))
    child.stdout?.once('data', (data) => resolve({ child, port: Number(String(data)) }))
  })
}
