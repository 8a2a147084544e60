import type { ServerDescriptor } from '../descriptor.ts'

/**
 * A server's URL with its variables filled in: from `values`, or else with their defaults. Names that are no
 * variables stay as they are.
 *
 * @throws TypeError for a value that the variable's `enum` does not list.
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
  return server.url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = server.variables?.[name]
    const value = values[name] ?? variable?.default ?? whole
    if (variable?.enum && !variable.enum.includes(value)) {
      throw new TypeError(`${name} must be ${variable.enum.join(' or ')}, not ${value}`)
    }
    return value
  })
}
