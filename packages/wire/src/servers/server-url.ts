import type { ServerDescriptor } from '../descriptor.ts'

/**
 * A server's URL with its variables filled in: from `values`, or else with their defaults. Names that are no
 * variables stay as they are.
 *
 * @example
 * ```ts
 * import { serverUrl } from '@concordat/wire'
 * const server = { url: 'https://apis.{domain}/auth', variables: { domain: { default: 'example.com' } } }
 * serverUrl(server, { domain: 'acme.test' }) // 'https://apis.acme.test/auth'
 * ```
 * @see OpenAPI 3.1, 4.8.6
 */
export function serverUrl(
  server: ServerDescriptor,
  values: Readonly<Record<string, string>> = {},
): string {
  return server.url.replace(
    /\{([^{}]+)\}/g,
    (whole, name: string) => values[name] ?? server.variables?.[name]?.default ?? whole,
  )
}
