import type { ApiModel, OperationModel, ServerModel } from '@concordat/model'

/** Where requests go: the host, where the document names one, and what stands before every path. */
export interface BaseUrl {
  /** Scheme and host, for example `https://api.example.com`; empty where the document's own host is meant. */
  readonly host: string
  /** Without a slash at its end; empty for the root. */
  readonly path: string
}

/** Combinations of variables that are written out, at most. */
const mostUrls = 64

/** The URLs that an operation is served under. @see {@link https://spec.openapis.org/oas/v3.1.1#server-object | Server Object} */
export function baseUrls(model: ApiModel, operation: OperationModel): readonly BaseUrl[] {
  const servers = operation.servers.length > 0 ? operation.servers : model.servers
  if (servers.length === 0) return [{ host: '', path: '' }]
  const found = new Map<string, BaseUrl>()
  for (const server of servers) {
    for (const url of urlsOf(server)) {
      const base = split(url)
      found.set(base.host + base.path, base)
    }
  }
  return [...found.values()]
}

/** A server's URL with each value that its variables can have; one without a list has its default. */
function urlsOf({ url, variables }: ServerModel): readonly string[] {
  let urls = [url]
  for (const variable of variables) {
    const values = variable.enum ?? [variable.default]
    urls = urls
      .flatMap((one) => values.map((value) => one.replaceAll(`{${variable.name}}`, value)))
      .slice(0, mostUrls)
  }
  return urls
}

function split(url: string): BaseUrl {
  const match = /^([a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)([^?#]*)/i.exec(url)
  if (!match)
    return { host: '', path: trim(url.replace(/[?#].*$/, '').replace(/^\.?(?=\/|$)/, '')) }
  const [, scheme = '', host = '', path = ''] = match
  const port = scheme.toLowerCase() === 'https:' ? ':443' : ':80'
  const name = host.toLowerCase()
  return {
    host: `${scheme.toLowerCase()}//${name.endsWith(port) ? name.slice(0, -port.length) : name}`,
    path: trim(path),
  }
}

function trim(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`
}
