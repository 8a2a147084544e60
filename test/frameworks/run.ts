// Right servers, each in a framework that people use, with the document that its makers have: no error may be shown.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { loadDocument } from '@concordat/document'
import { type VerifyOptions, verify } from '@concordat/verify'

interface FrameworkServer {
  readonly name: string
  /** A file of this folder; by default the server is asked for `/openapi.json`. */
  readonly document?: string
  /** What stands between the origin and the document's paths. */
  readonly base?: string
  credentials?(url: string): Promise<Pick<VerifyOptions, 'auth' | 'identities'>>
}

const folder = new URL('.', import.meta.url).pathname

const servers: readonly FrameworkServer[] = [
  {
    name: 'express-tasks',
    document: 'servers/express-tasks.yaml',
    base: '/api',
    async credentials(url) {
      return { auth: { bearerAuth: await logIn(url, 'anna@example.com', 'correct horse') } }
    },
  },
  { name: 'fastify-blog', credentials: async () => ({ auth: { apiKey: 'writer-key' } }) },
  { name: 'nest-library', credentials: async () => ({ auth: { bearer: 'librarian' } }) },
  {
    name: 'hono-notes',
    credentials: async () => ({
      auth: { Bearer: 'token-of-ada' },
      identities: [{ name: 'bob', auth: { Bearer: 'token-of-bob' } }],
    }),
  },
]

async function logIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  // A seam: the server of this folder answers so.
  return ((await response.json()) as { token: string }).token
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      server: { type: 'string', multiple: true, default: [] },
      seeds: { type: 'string', default: '20' },
      from: { type: 'string', default: '1' },
      mode: { type: 'string' },
      curl: { type: 'boolean', default: false },
    },
  })
  execFileSync('npx', ['tsc', '-p', '.'], { cwd: folder, stdio: 'inherit' })
  let wrong = 0
  const modes = values.mode === undefined ? ['default', 'destructive'] : [values.mode]
  for (const server of servers) {
    if (values.server.length > 0 && !values.server.some((part) => server.name.includes(part)))
      continue
    const seen = new Map<string, string[]>()
    let requests = 0
    let seconds = 0
    for (const mode of modes) {
      for (
        let seed = Number(values.from);
        seed < Number(values.from) + Number(values.seeds);
        seed++
      ) {
        const report = await runOnce(server, seed, mode === 'destructive')
        requests += report.requests
        seconds += report.seconds
        const said = [
          ...report.findings.map(
            ({ id, message, curl, severity }) =>
              `${severity} ${id}: ${message}${values.curl ? `\n${curl}` : ''}`,
          ),
          ...report.operations
            .filter(({ verdict }) => verdict !== 'verified')
            .map((one) => `${one.operationId} ${one.verdict}: ${one.missing.join(' ')}`),
          ...report.notes.map((note) => `note: ${note}`),
        ]
        for (const line of said) seen.set(line, [...(seen.get(line) ?? []), `${mode} ${seed}`])
        wrong += report.findings.filter(({ severity }) => severity === 'error').length
      }
    }
    process.stdout.write(`${server.name}: ${requests} requests, ${seconds.toFixed(1)} s\n`)
    for (const [line, runs] of seen)
      process.stdout.write(`  ${line}\n    ${runs.length}: ${runs.slice(0, 6).join(', ')}\n`)
  }
  process.stdout.write(`${wrong} errors\n`)
  return wrong === 0 ? 0 : 1
}

async function runOnce(server: FrameworkServer, seed: number, destructive: boolean) {
  const port = await freePort()
  const child = spawn(process.execPath, [`.build/${server.name}.js`], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    const origin = `http://127.0.0.1:${port}`
    const url = `${origin}${server.base ?? ''}`
    await answers(url, child)
    const { loaded } = await loadDocument(
      server.document === undefined ? `${origin}/openapi.json` : server.document,
      { cwd: folder },
    )
    return await verify({
      document: loaded,
      url,
      seed,
      destructive,
      ...(await server.credentials?.(url)),
    })
  } finally {
    child.kill()
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} does not answer`)
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

main().then((code) => process.exit(code))
