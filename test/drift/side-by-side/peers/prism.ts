import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { bin, type Peer, type PeerTask, steady } from '../peer.ts'
import type { PreparedRequest } from '../prepare-document.ts'

interface Seen {
  readonly status: number
  readonly violations: string
}

function send(
  port: number,
  { method, target, headers, body }: PreparedRequest,
  login: Readonly<Record<string, string>>,
): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const call = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path: target,
        headers: { accept: '*/*', ...login, ...headers, ...length },
        agent: false,
        timeout: 5000,
      },
      (response) => {
        response.resume()
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            violations: String(response.headers['sl-violations'] ?? ''),
          }),
        )
      },
    )
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('error', reject)
    call.end(body)
  })
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}

function claimsOf(operationId: string, seen: Seen): string[] {
  const parsed: unknown = seen.violations === '' ? [] : JSON.parse(seen.violations)
  const list: unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  return [
    ...list.map((one) => steady(`${operationId} ${JSON.stringify(one)}`)),
    ...(seen.status >= 500 ? [`${operationId} ${seen.status}`] : []),
  ]
}

async function run({ bench, url, prepared, folder }: PeerTask): Promise<readonly string[]> {
  const port = await freePort()
  const proxy = spawn(join(bin, 'prism'), ['proxy', prepared.file, url, '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('Prism did not start.')), 60_000)
      proxy.on('exit', () => reject(new Error('Prism ended.')))
      proxy.stdout.on('data', (chunk: Buffer) => {
        if (!chunk.toString().includes('listening')) return
        clearTimeout(timer)
        resolve()
      })
    })
    const claims: string[] = []
    const [first] = Object.values(bench.logins)
    for (const one of prepared.requests) {
      const login = one.operationId === 'events/report' ? bench.logins.courier : first
      try {
        claims.push(...claimsOf(one.operationId, await send(port, one, login ?? {})))
      } catch {
        claims.push(`${one.operationId} no answer`)
      }
    }
    return claims
  } finally {
    proxy.kill('SIGKILL')
  }
}

export const prism: Peer = { name: 'Prism (proxy)', run }
