import { gzipSync } from 'node:zlib'
import type { Variation } from './bench.ts'
import { headOf, onBytes, onReply, onRequest, writeBytes } from './change.ts'
import { bytesOf, emptyReply, headerCase, textReply } from './reply.ts'
import { writeReply } from './serve.ts'

// Ways to be right that any server has, whatever its document says. `path` is one that answers GET with 200 and JSON.

export function lowerCaseHeaders<State>(path: string): Variation<State> {
  return {
    id: 'lower-case-headers',
    liberty: 'Header names are written in lower case; case has no meaning in them (RFC 9110, 5.1).',
    change: (api) =>
      onBytes(
        api,
        (reply, { method }) => method !== 'HEAD' && reply.status !== 204 && reply.status !== 304,
        (head, body) => [
          head.replace(/^[\w-]+:/gm, (name) => name.toLowerCase()),
          `content-length: ${body.length}\r\n\r\n`,
          body,
        ],
      ),
    exhibit: async (v) => (await v.get(path)).rawHeaders.includes('content-type'),
  }
}

export function chunked<State>(path: string): Variation<State> {
  return {
    id: 'chunked',
    liberty: 'Bodies come in chunks, without Content-Length (RFC 9112, 7.1).',
    change: (api) =>
      api.write.push((response, reply, asked) => {
        const bytes = bytesOf(reply)
        if (!bytes || asked.method === 'HEAD' || reply.status === 304) return false
        for (const [name, value] of Object.entries(reply.headers))
          response.setHeader(headerCase(name), value)
        response.writeHead(reply.status)
        response.write(bytes.subarray(0, 7))
        response.end(bytes.subarray(7))
        return true
      }),
    exhibit: async (v) => (await v.get(path)).headers['transfer-encoding'] === 'chunked',
  }
}

export function untilClose<State>(path: string): Variation<State> {
  return {
    id: 'until-close',
    liberty: 'A body ends with the connection, without Content-Length (RFC 9112, 6.3).',
    change: (api) =>
      api.write.push((response, reply, asked) => {
        const bytes = bytesOf(reply)
        if (!bytes || asked.method === 'HEAD' || reply.status === 304) return false
        writeBytes(response, [headOf(reply), '\r\n', bytes])
        return true
      }),
    exhibit: async (v) => {
      const { headers } = await v.get(path)
      return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
    },
  }
}

export function gzip<State>(path: string): Variation<State> {
  return {
    id: 'gzip-when-asked',
    liberty: 'Bodies are compressed for those who say that they accept it (RFC 9110, 12.5.3).',
    change: (api) =>
      onReply(api, '*', 0, (reply, asked) => {
        const bytes = bytesOf(reply)
        reply.headers.vary = 'Accept-Encoding'
        if (
          !bytes ||
          !/\bgzip\b/.test(asked.headers['accept-encoding'] ?? '') ||
          reply.headers.etag !== undefined
        )
          return reply
        return {
          ...reply,
          headers: { ...reply.headers, 'content-encoding': 'gzip' },
          text: gzipSync(bytes),
        }
      }),
    exhibit: async (v) =>
      (await v.get(path, { headers: { 'accept-encoding': 'gzip' } })).headers[
        'content-encoding'
      ] === 'gzip',
  }
}

export function charsetParameter<State>(path: string): Variation<State> {
  return {
    id: 'charset-parameter',
    liberty: 'JSON is sent with a charset parameter, quoted, which changes nothing (RFC 8259, 11).',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        const type = String(reply.headers['content-type'] ?? '')
        if (type.endsWith('json'))
          reply.headers['content-type'] =
            `${type.replace('application', 'Application')}; charset="UTF-8"`
      }),
    exhibit: async (v) => (await v.get(path)).headers['content-type']?.includes('"UTF-8"') === true,
  }
}

export function extraHeaders<State>(path: string): Variation<State> {
  return {
    id: 'extra-headers',
    liberty: 'Answers have headers that the document does not name, and two cookies.',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        reply.headers.server = 'bench'
        reply.headers['x-frame-options'] = 'DENY'
        reply.headers['set-cookie'] = ['a=1; Path=/; HttpOnly', 'b=2; Path=/; HttpOnly']
        reply.headers['server-timing'] = 'db;dur=3'
      }),
    exhibit: async (v) => (await v.get(path)).headers['server-timing'] !== undefined,
  }
}

export function htmlNotFound<State>(): Variation<State> {
  return {
    id: 'html-404-elsewhere',
    liberty: 'Paths that are not in the document get a 404 page in HTML.',
    change: (api) =>
      onReply(api, '*', 404, (reply, asked) =>
        asked.operation === undefined
          ? textReply(404, '<!doctype html><title>Nothing here</title>', 'text/html')
          : reply,
      ),
    exhibit: async (v) => (await v.get('/nowhere/at/all')).headers['content-type'] === 'text/html',
  }
}

export function optionsAnswered<State>(path: string): Variation<State> {
  return {
    id: 'options-answered',
    liberty: 'OPTIONS is answered with 204 and Allow, as any resource may.',
    change: (api) =>
      onRequest(api, 'OPTIONS', /^\//, () =>
        emptyReply(204, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' }),
      ),
    exhibit: async (v) => (await v.send('OPTIONS', path)).status === 204,
  }
}

export function closingConnections<State>(path: string): Variation<State> {
  return {
    id: 'connection-close',
    liberty: 'Each answer closes its connection.',
    change: (api) =>
      onReply(api, '*', 0, (reply) => {
        reply.headers.connection = 'close'
      }),
    exhibit: async (v) => {
      const { host, pathname } = new URL(v.url)
      return /^connection: close/im.test(
        await v.raw(`GET ${pathname.replace(/\/$/, '')}${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      )
    },
  }
}

export function earlyHints<State>(path: string): Variation<State> {
  return {
    id: 'early-hints',
    liberty: 'A 103 with hints comes before each answer (RFC 8297).',
    change: (api) =>
      api.write.push((response) => {
        response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' })
        return false
      }),
    exhibit: async (v) => {
      const { host, pathname } = new URL(v.url)
      const head = `GET ${pathname.replace(/\/$/, '')}${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
      return (await v.raw(head)).startsWith('HTTP/1.1 103')
    },
  }
}

export function slowly<State>(path: string): Variation<State> {
  return {
    id: 'twenty-milliseconds',
    liberty: 'Each answer takes 20 milliseconds.',
    change: (api) =>
      api.write.push((response, reply) => {
        setTimeout(() => writeReply(response, reply), 20)
        return true
      }),
    exhibit: async (v) => {
      const before = performance.now()
      await v.get(path)
      return performance.now() - before >= 18
    },
  }
}

export function longUrlRefused<State>(path: string): Variation<State> {
  return {
    id: 'long-url-414',
    liberty:
      'Request targets of more than 1000 characters are answered with 414 (RFC 9110, 15.5.15).',
    change: (api) =>
      api.before.push(({ path: target, query }) =>
        target.length + String(query).length > 1000
          ? textReply(414, 'Too long', 'text/plain')
          : undefined,
      ),
    exhibit: async (v) => (await v.get(`${path}?x=${'y'.repeat(1200)}`)).status === 414,
  }
}

export function traceNotImplemented<State>(path: string): Variation<State> {
  return {
    id: 'trace-501',
    liberty: 'Methods that the server does not know at all are answered with 501 (RFC 9110, 9.1).',
    change: (api) =>
      api.before.push(({ method }) =>
        ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method)
          ? undefined
          : textReply(501, 'Not implemented', 'text/plain'),
      ),
    exhibit: async (v) => (await v.send('TRACE', path)).status === 501,
  }
}

export function headNotServed<State>(path: string): Variation<State> {
  return {
    id: 'head-405',
    liberty: 'HEAD is answered with 405 and Allow where the document has no HEAD.',
    change: (api) => {
      api.before.push((asked) => {
        if (asked.method === 'HEAD') asked.method = 'HEAD-NOT-SERVED'
        return undefined
      })
      onReply(api, '*', 405, (reply) => {
        reply.headers.allow = String(reply.headers.allow).replace(', HEAD', '')
      })
    },
    exhibit: async (v) => (await v.send('HEAD', path)).status === 405,
  }
}
