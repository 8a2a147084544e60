// Serves one of the compared servers and prints its port: node serve-one.mjs <name>
import { defineServer } from '@concordat/server'
import { serve } from '@concordat/server/node'
import { Hono } from 'hono'
import { definitionOf, payloads } from './payloads.mjs'

const handlers = {
  small: ({ body }) => ({ status: 200, body }),
  list: () => ({ status: 200, body: payloads.list.value }),
  union: ({ body }) => ({ status: 200, body }),
}

const servers = {
  'hono without validation': () => {
    const app = new Hono()
    app.post('/small/:id', async (c) => c.json(await c.req.json()))
    app.get('/list', (c) => c.json(payloads.list.value))
    app.post('/union', async (c) => c.json(await c.req.json()))
    return app
  },
  concordat: () => defineServer(definitionOf(), { handlers, checkResponses: 'off' }),
  'concordat, answers checked': () =>
    defineServer(definitionOf(), { handlers, checkResponses: 'enforce' }),
}

const listening = await serve(servers[process.argv[2]]())
console.log(listening.port)
process.on('disconnect', () => process.exit())
