/** File names that say nothing about the API; the folder's name does. */
const GENERIC = new Set([
  'openapi',
  'swagger',
  'index',
  'api',
  'main',
  'spec',
  'root',
  'schema',
  'doc',
  'docs',
])

/**
 * Makes a short name for an API from where its document stands, or else from its title: kebab-case ASCII that is safe
 * as the name of a folder and of a package.
 *
 * @example
 * ```ts
 * import { apiNameFrom } from '@concordat/document'
 *
 * apiNameFrom('openapi/acme/openapi.yaml', 'Acme API') // 'acme'
 * apiNameFrom('specs/Train Travel.yaml', '') // 'train-travel'
 * ```
 */
export function apiNameFrom(location: string, title: string): string {
  const segments = pathSegments(location)
  const file = segments.at(-1) ?? ''
  const base = kebab(file.replace(/\.(?:ya?ml|json)$/i, ''))
  if (base !== '' && !isGeneric(base)) return base
  const folder = kebab(segments.at(-2) ?? '')
  if (folder !== '' && !isGeneric(folder)) return folder
  return kebab(title) || base || 'api'
}

function isGeneric(name: string): boolean {
  return GENERIC.has(name) || /^(?:openapi|swagger|api|v)-?v?\d+(?:-\d+)*$/.test(name)
}

function pathSegments(location: string): string[] {
  const path = /^[a-z][a-z0-9+.-]*:\/\//i.test(location) ? new URL(location).pathname : location
  return path
    .split(/[/\\]+/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

function kebab(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
