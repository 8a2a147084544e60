/** Names of files and folders that say nothing about the API. */
const GENERIC = new Set([
  'api',
  'apis',
  'doc',
  'docs',
  'index',
  'main',
  'openapi',
  'oas',
  'public',
  'root',
  'schema',
  'spec',
  'specs',
  'specification',
  'src',
  'swagger',
])

/** Letters that no decomposition leads to ASCII. */
const LETTERS = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }),
)

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

const MAX_LENGTH = 80

/**
 * Makes a short name for an API from where its document stands, or else from its title: kebab-case ASCII that is safe
 * as the name of a folder and of a package.
 *
 * @example
 * ```ts
 * import { apiNameFrom } from '@concordat/model'
 *
 * apiNameFrom('openapi/acme/openapi.yaml', 'Acme API') // 'acme'
 * apiNameFrom('specs/Train Travel.yaml', '') // 'train-travel'
 * ```
 */
export function apiNameFrom(location: string, title: string): string {
  const segments = pathSegments(location)
  const file = kebab((segments.at(-1) ?? '').replace(/\.(?:ya?ml|json)$/i, ''))
  const folders = segments.slice(-3, -1).reverse().map(kebab)
  const speaking = [file, ...folders].find((name) => name !== '' && !isGeneric(name))
  const name = speaking || kebab(title) || file || 'api'
  return RESERVED.test(name) ? `${name}-api` : name
}

function isGeneric(name: string): boolean {
  return GENERIC.has(name) || /^(?:openapi|swagger|api)?-?v?\d{1,2}(?:-\d+)*$/.test(name)
}

function pathSegments(location: string): string[] {
  return pathOf(location)
    .split(/[/\\]+/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

function pathOf(location: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return location
  try {
    return decodeURIComponent(new URL(location).pathname)
  } catch {
    return location
  }
}

function kebab(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^\0-\x7f]/gu, (letter) => LETTERS.get(letter) ?? '-')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-$/, '')
}
