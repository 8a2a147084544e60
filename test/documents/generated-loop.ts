import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { generatePackage } from '@concordat/codegen'
import type { Finding } from '@concordat/core'
import { loadDocumentFromText } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'
import type { ServerProblem } from '@concordat/server'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The result of a call, of any operation. */
export interface LoopAnswer {
  readonly status: number | string
  readonly body?: unknown
  readonly issues?: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[]
  readonly error?: unknown
}

/** A generated client that calls a generated server in the same process, for a test's own handlers. */
export interface GeneratedLoop {
  readonly client: Readonly<Record<string, (input?: object, call?: object) => Promise<LoopAnswer>>>
  readonly server: { readonly fetch: (request: Request) => Response | Promise<Response> }
  readonly model: ApiModel
  /** What loading, reading and generating found, as `id: message`. */
  readonly findings: readonly string[]
  /** Texts of the generated files by path, such as `src/types.ts`. */
  readonly files: ReadonlyMap<string, string>
  /** What the server refused or failed at, since the loop was opened. */
  readonly problems: ServerProblem[]
}

type Handler = (input: never) => unknown

/** Generates a document's package and joins its client to its server. Answers are checked. */
export async function openLoop(
  document: string,
  handlers: Readonly<Record<string, Handler>>,
): Promise<GeneratedLoop> {
  const { loaded, findings } = await loadDocumentFromText(document, { location: 'openapi.yaml' })
  const { model, findings: read } = readApiModel(loaded)
  const generated = await generatePackage(model, { source: 'openapi.yaml' })
  const hash = createHash('sha256').update(document).digest('hex').slice(0, 12)
  const folder = join(root, '.concordat', 'loops', hash)
  for (const { path, text } of generated.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const load = (file: string): Promise<Record<string, (options: object) => never>> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, 'src', file)).href)
  const problems: ServerProblem[] = []
  const [{ createServer }, { createClient }] = await Promise.all([
    load('server.ts'),
    load('client.ts'),
  ])
  if (!createServer || !createClient) throw new Error('A generated module exports too little.')
  const others = Object.fromEntries(
    model.operations.map(({ operationId }) => [operationId, () => ({ status: 501 })]),
  )
  const server: GeneratedLoop['server'] = createServer({
    basePath: '',
    auth: Object.fromEntries(model.securitySchemes.map(({ name }) => [name, () => ({})])),
    handlers: { ...others, ...handlers },
    checkResponses: 'enforce',
    errors: (problem: ServerProblem) => {
      problems.push(problem)
      return { status: problem.status, body: { message: problem.message } }
    },
  })
  const client: GeneratedLoop['client'] = createClient({
    baseUrl: 'http://loop.invalid',
    fetch: async (request: Request) => server.fetch(request),
  })
  return {
    client,
    server,
    model,
    findings: [...findings, ...read, ...generated.findings].map(said),
    files: new Map(generated.files.map(({ path, text }) => [path, text])),
    problems,
  }
}

function said({ id, message }: Finding): string {
  return `${id}: ${message}`
}
