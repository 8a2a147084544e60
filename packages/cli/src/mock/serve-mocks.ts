import type { Socket } from 'node:net'
import { ConcordatError } from '@concordat/core'
import { DroppedConnection, mountMocks } from '@concordat/mock'
import { type ListeningServer, type ListenOptions, serve } from '@concordat/server/node'
import type { OpenMock } from './open-mocks.ts'

/**
 * Serves mocks over HTTP.
 * @throws ConcordatError where the address cannot be used.
 */
export async function serveMocks(
  mocks: readonly OpenMock[],
  options: ListenOptions,
): Promise<ListeningServer> {
  const fetch = mountMocks(mocks)
  const answer = async (request: Request, env?: object): Promise<Response> => {
    try {
      return await fetch(request)
    } catch (error) {
      if (!(error instanceof DroppedConnection)) throw error
      socketOf(env)?.destroy()
      return new Response(null)
    }
  }
  try {
    return await serve({ fetch: answer }, options)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!/^E(ADDR|ACC)/.test(code)) throw cause
    const place = `${options.hostname}:${options.port}`
    const message = `Nothing can listen on ${place} (${code}). Choose another port with \`--port\`; 0 takes a free one.`
    throw new ConcordatError('E_PORT_UNUSABLE', message, { cause })
  }
}

/** The connection of a request, as Node's adapter hands it over. */
function socketOf(env: object | undefined): Pick<Socket, 'destroy'> | undefined {
  const incoming: unknown = env && 'incoming' in env ? env.incoming : undefined
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return undefined
  const { socket } = incoming
  const isSocket = typeof socket === 'object' && socket !== null && 'destroy' in socket
  return isSocket ? (socket as Pick<Socket, 'destroy'>) : undefined
}
