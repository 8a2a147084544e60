import type { ApiModel } from '@concordat/model'
import { dependencyVersions } from './dependency-versions.ts'

/** Sub-paths of a package and the modules behind them; the package itself is the client. */
const entries = [
  ['.', 'client'],
  ['./client', 'client'],
  ['./server', 'server'],
  ['./routes', 'routes'],
  ['./schemas', 'schemas'],
  ['./validators', 'validators'],
  ['./operations', 'operations'],
  ['./webhooks', 'webhooks'],
  ['./types', 'types'],
] as const

/** What of the run time a package needs. */
export interface PackageNeeds {
  readonly name: string
  /** Paths of the modules that the package has. */
  readonly modules: ReadonlySet<string>
  /** Packages that the modules import. */
  readonly imported: ReadonlySet<string>
}

/** What a caller of the API needs. */
const clientDependencies = ['@concordat/client', '@concordat/schema', '@concordat/wire'] as const
/** What a server, or whoever validates, needs beside; a caller need not install it. */
const serverDependencies = ['@concordat/server', '@hono/zod-openapi', 'hono', 'zod'] as const

/** Hono is not imported by name, but what builds on it wants the copy that the application has. */
function isPeer(name: string, isImported: (name: string) => boolean): boolean {
  return name.includes('hono') && isImported('@concordat/server')
}

/** The package.json of a generated package, as an object. */
export function packageJson(model: ApiModel, needs: PackageNeeds): Record<string, unknown> {
  const has = (module: string) => needs.modules.has(`src/${module}.ts`)
  const exported = entries.filter(([, module]) => has(module))
  const isImported = (name: string) => needs.imported.has(name)
  const required = clientDependencies.filter(isImported)
  const optional = serverDependencies.filter((name) => isImported(name) || isPeer(name, isImported))
  return {
    name: needs.name,
    version: packageVersion(model.version),
    description: describe(model),
    ...licence(model),
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: false,
    files: ['dist', 'src', 'openapi.json'],
    exports: {
      ...Object.fromEntries(exported.map(([path, module]) => [path, conditions(module)])),
      './openapi.json': './openapi.json',
      './package.json': './package.json',
    },
    scripts: { build: 'tsc -p tsconfig.json' },
    dependencies: versions(required),
    ...(optional.length === 0
      ? {}
      : {
          peerDependencies: versions(optional),
          peerDependenciesMeta: Object.fromEntries(
            optional.map((name) => [name, { optional: true }]),
          ),
        }),
    devDependencies: versions([...optional, 'typescript'].sort()),
  }
}

function conditions(module: string): Record<string, string> {
  return {
    '@concordat/source': `./src/${module}.ts`,
    types: `./dist/${module}.d.ts`,
    default: `./dist/${module}.js`,
  }
}

function versions(names: readonly string[]): Record<string, string> {
  const known: Readonly<Record<string, string>> = dependencyVersions
  return Object.fromEntries(names.map((name) => [name, known[name] ?? '*']))
}

const number = '(0|[1-9]\\d{0,8})'
const partialVersion = new RegExp(`^v?${number}(?:\\.${number})?(?:\\.${number})?$`)
const wholeVersion = new RegExp(
  `^v?${number}\\.${number}\\.${number}-((?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*))*)$`,
)
const date = /^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/

/** The document's version as npm takes it: `1.2` is `1.2.0`, a date is one too, what is no version is `0.0.0`. */
function packageVersion(version: string): string {
  const whole = wholeVersion.exec(version)
  if (whole) return version.replace(/^v/, '')
  const [, major, minor = '0', patch = '0'] =
    partialVersion.exec(version) ?? date.exec(version) ?? []
  return major === undefined ? '0.0.0' : `${major}.${minor}.${patch}`
}

function describe(model: ApiModel): string {
  const said = model.summary ?? `Typed client, server and schemas of ${model.title}.`
  return said.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function licence(model: ApiModel): { license?: string } {
  const identifier = model.license?.identifier
  return identifier !== undefined && /^[A-Za-z0-9.+() -]+$/.test(identifier)
    ? { license: identifier }
    : {}
}
