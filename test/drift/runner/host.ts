// A process of its own for the server that is verified, so that a crash ends one run and no more, and so that server and
// verifier each have a core. It is sent the id of the server to start next, or an empty text for the requests so far.
import { allBenches } from '../benches.ts'
import type { RunningServer } from '../kit/serve.ts'

let running: RunningServer | undefined

async function start(id: string): Promise<string> {
  await running?.close()
  const server = allBenches.flatMap((bench) => bench.servers).find((one) => one.id === id)
  if (!server) throw new Error(`There is no server ${id}.`)
  running = await server.start()
  return running.url
}

process.on('message', (id: string) => {
  if (id === '') {
    process.send?.({ requests: running?.requests() ?? 0 })
    return
  }
  start(id).then(
    (url) => process.send?.({ url }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
