import type { createAdaptorServer } from '@hono/node-server'

/** Node's HTTP servers, as @hono/node-server makes them. */
export type NodeServer = ReturnType<typeof createAdaptorServer>

const idleSweep = 50

/** Stops accepting, ends kept-alive connections as they fall idle, and cuts what is left after the grace period. */
export function closeGracefully(server: NodeServer, gracePeriod: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Node closes idle connections once, at `close`; those that fall idle later would linger for the keep-alive time.
    const sweep = setInterval(() => connectionsOf(server)?.closeIdleConnections(), idleSweep)
    const cut = setTimeout(() => connectionsOf(server)?.closeAllConnections(), gracePeriod)
    server.close((error) => {
      clearInterval(sweep)
      clearTimeout(cut)
      if (error) reject(error)
      else resolve()
    })
    connectionsOf(server)?.closeIdleConnections()
  })
}

interface Connections {
  closeIdleConnections(): void
  closeAllConnections(): void
}

/** HTTP/2 servers end their sessions themselves and know neither method. */
function connectionsOf(server: NodeServer): Connections | undefined {
  return 'closeIdleConnections' in server ? server : undefined
}
