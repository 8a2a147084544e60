// Starts one server of the bench and leaves it running: `node --import tsx test/drift/serve.ts library/chunked`.
import { benches } from './benches.ts'

const [id] = process.argv.slice(2)
const servers = benches.flatMap((bench) => bench.servers)
const server = servers.find((one) => one.id === id)
if (server) {
  const { url } = await server.start()
  process.stdout.write(`${url}\n`)
} else {
  process.stderr.write(`There is no server \`${id ?? ''}\`. There are:\n`)
  for (const one of servers) process.stderr.write(`  ${one.id}: ${one.text}\n`)
  process.exitCode = 2
}
