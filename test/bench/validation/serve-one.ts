// Serves one contender and prints its port: node --import tsx serve-one.ts CONTENDER PACKAGE

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyServerOptions, Server } from '@concordat/server'
import { serve } from '@concordat/server/node'
import { Hono } from 'hono'
import type { Contender } from './contenders.ts'
import { handWrittenApp } from './hand-written-app.ts'
import { serveFastify } from './serve-fastify.ts'

const [name = '', generated = ''] = process.argv.slice(2)

const servers: Readonly<Record<Contender, () => Promise<number>>> = {
  'hono, no validation': () => {
    const app = new Hono()
    for (const path of ['/small/:id', '/list', '/union']) {
      app.post(path, async (c) => c.json(await c.req.json()))
    }
    return listen(app)
  },
  'concordat, generated': async () => listen(await generatedServer()),
  '@hono/zod-openapi, by hand': () => listen(handWrittenApp()),
  'fastify, its own schemas': serveFastify,
}

const start = new Map(Object.entries(servers)).get(name)
if (start === undefined) throw new Error(`There is no contender \`${name}\`.`)
console.log(await start())
process.on('disconnect', () => process.exit())

async function listen(server: Parameters<typeof serve>[0]): Promise<number> {
  return (await serve(server)).port
}

/** As in production: requests are validated, answers are the handlers' own affair. */
async function generatedServer(): Promise<Server> {
  const location = pathToFileURL(join(generated, 'src', 'server.ts')).href
  // The seam to a package that is generated when the benchmark runs.
  const { createServer } = (await import(location)) as {
    createServer(options: AnyServerOptions): Server
  }
  const echo = ({ body }: { readonly body: unknown }) => ({ status: 200, body })
  return createServer({
    basePath: '',
    handlers: { small: echo, list: echo, union: echo } as AnyServerOptions['handlers'],
    checkResponses: 'off',
  })
}
