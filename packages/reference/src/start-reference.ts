import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConcordatError } from '@concordat/core'
import { type ListeningServer, serve } from '@concordat/server/node'
import { createReferenceApp, type ReferenceApp } from './reference-app.ts'
import type { StartReferenceOptions } from './reference-options.ts'
import { refuseExposedStates } from './states/guard-states.ts'

/** The four servers, listening. */
export interface RunningReference extends ReferenceApp {
  /** For example `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  readonly host: string
  /**
   * Says no at `/readyz` for the drain period, stops to accept, lets answers in progress end, and closes the store.
   * @param drainPeriod in milliseconds. Default: that of the options.
   */
  close(drainPeriod?: number): Promise<void>
}

/**
 * Starts the four servers in Node.
 *
 * @example
 * ```ts
 * import { startReference } from '@concordat/reference'
 * const running = await startReference({ port: 0, demo: true })
 * console.log(`Cumulonimbus is at ${running.url}${running.apis.cumulonimbus}`)
 * await running.close()
 * ```
 * @throws ConcordatError when the store cannot be opened, or the port or the address cannot be used
 */
export async function startReference(
  options: StartReferenceOptions = {},
): Promise<RunningReference> {
  const host = options.host ?? defaultHost
  if (options.states) refuseExposedStates(host, process.env.NODE_ENV)
  await tryAddress(options.port ?? defaultPort, host)
  return serveReference(await createReferenceApp(options), options)
}

const defaultPort = 4010
const defaultHost = '127.0.0.1'

/** Listens for an app that is made already, and closes it when that fails. */
export async function serveReference(
  reference: ReferenceApp,
  options: Pick<StartReferenceOptions, 'port' | 'host' | 'gracePeriod' | 'drainPeriod'>,
): Promise<RunningReference> {
  const { port = defaultPort, host = defaultHost, gracePeriod = 10_000 } = options
  let listening: ListeningServer
  try {
    listening = await serve(reference.app, { port, hostname: host, gracePeriod })
  } catch (error) {
    await reference.close()
    throw unusableAddress(error, port, host)
  }
  let closing: Promise<void> | undefined
  return {
    ...reference,
    url: listening.url,
    port: listening.port,
    host,
    close(drainPeriod = options.drainPeriod ?? 0) {
      closing ??= closeInOrder(reference, listening, drainPeriod)
      return closing
    },
  }
}

async function closeInOrder(
  reference: ReferenceApp,
  listening: ListeningServer,
  drainPeriod: number,
): Promise<void> {
  reference.announceStop()
  if (drainPeriod > 0) await sleep(drainPeriod)
  try {
    await listening.close()
  } finally {
    await reference.close()
  }
}

/** Opening the store takes a while, and leaves files: a port that is in use is told before. */
async function tryAddress(port: number, host: string): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(port, host, resolve)
    })
  } catch (error) {
    throw unusableAddress(error, port, host)
  }
  await new Promise((resolve) => probe.close(resolve))
}

function unusableAddress(error: unknown, port: number, host: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new ConcordatError(
        'E_PORT_IN_USE',
        `Port ${port} of ${host} is in use. Stop what listens there, or give another with \`--port\`; 0 takes a free one.`,
        { cause: error },
      )
    case 'EACCES':
      return new ConcordatError(
        'E_PORT_FORBIDDEN',
        `Port ${port} of ${host} may not be used by this user. Give one above 1023 with \`--port\`.`,
        { cause: error },
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new ConcordatError(
        'E_HOST_UNUSABLE',
        `\`${host}\` is no address of this machine. Give another with \`--host\`, for example 127.0.0.1.`,
        { cause: error },
      )
    default:
      return error
  }
}
