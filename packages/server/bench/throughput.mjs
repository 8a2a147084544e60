// Requests per second over real sockets, against Hono without validation, in one run: node bench/throughput.mjs
// Servers run in processes of their own and take turns, so that a busy machine slows all of them alike.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { payloads } from './payloads.mjs'

const rounds = Number(process.env.ROUNDS ?? 12)
const roundTime = Number(process.env.ROUND_MS ?? 700)
const connections = 16
const names = ['hono without validation', 'concordat', 'concordat, answers checked']

const script = fileURLToPath(new URL('serve-one.mjs', import.meta.url))
const servers = await Promise.all(
  names.map(async (name) => {
    const child = fork(script, [name], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const [data] = await once(child.stdout, 'data')
    return { name, child, port: Number(String(data)) }
  }),
)

const wanted = process.argv.slice(2)
for (const [name, payload] of Object.entries(payloads)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const request = requestOf(payload)
  const rates = new Map(names.map((one) => [one, []]))
  for (const { port } of servers) await drive(port, request, 400)
  for (let round = 0; round < rounds; round++)
    for (const server of servers)
      rates.get(server.name).push(await drive(server.port, request, roundTime))
  const base = median(rates.get(names[0]))
  for (const [server, all] of rates) {
    // Rounds are compared with the round beside them.
    const ratio = median(all.map((rate, index) => rate / rates.get(names[0])[index]))
    console.log(
      `${name.padEnd(6)} ${server.padEnd(28)} ${String(Math.round(median(all))).padStart(7)} req/s  ${ratio.toFixed(3)}`,
    )
  }
  console.log(`${name.padEnd(6)} ${''.padEnd(28)} ${String(Math.round(base)).padStart(7)} = 1`)
}
for (const { child } of servers) child.kill()

function requestOf({ method, path, value }) {
  const body = method === 'POST' ? JSON.stringify(value) : ''
  const type = body
    ? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`
    : ''
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${type}\r\n${body}`)
}

/** Requests per second: every connection sends the next request when it has the last answer. */
function drive(port, request, time) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    let answered = 0
    let left = connections
    let size = 0
    for (let index = 0; index < connections; index++) {
      const socket = connect(port, '127.0.0.1')
      let received = 0
      let head = ''
      socket.setNoDelay(true)
      socket.on('connect', () => socket.write(request))
      socket.on('error', reject)
      socket.on('close', () => {
        if (--left === 0) resolve((answered * 1000) / (performance.now() - started))
      })
      socket.on('data', (chunk) => {
        received += chunk.length
        if (size === 0) {
          head += chunk.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          const length = /content-length: (\d+)/i.exec(head)
          if (!head.startsWith('HTTP/1.1 200') || !length)
            return reject(new Error(head.slice(0, 400)))
          // All answers of one server to one request have the same size.
          size = end + 4 + Number(length[1])
        }
        if (received < size) return
        received = 0
        answered++
        if (performance.now() - started > time) socket.destroy()
        else socket.write(request)
      })
    }
  })
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
