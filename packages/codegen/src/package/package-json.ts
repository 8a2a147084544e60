import type { ApiModel } from '@concordat/model'
import { splitDependencies, versionsOf } from './package-dependencies.ts'

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
  readonly facts: PackageFacts
}

/** What package.json says beside what the document tells: who publishes a package, and from where. */
export interface PackageFacts {
  readonly repository?: string | { readonly [name: string]: string } | undefined
  readonly homepage?: string | undefined
  readonly bugs?: string | { readonly [name: string]: string } | undefined
  readonly author?: string | { readonly [name: string]: string } | undefined
  /** SPDX expression. @default the document's `info.license.identifier` */
  readonly license?: string | undefined
}

/** The package.json of a generated package, as an object. */
export function packageJson(model: ApiModel, needs: PackageNeeds): Record<string, unknown> {
  const has = (module: string) => needs.modules.has(`src/${module}.ts`)
  const exported = entries.filter(([, module]) => has(module))
  const { required, optional } = splitDependencies(needs.imported)
  return {
    name: needs.name,
    version: packageVersion(model.version),
    description: describe(model),
    ...licence(model),
    ...needs.facts,
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: false,
    files: ['dist', '!**/*.map', '!**/.tsbuildinfo', 'openapi.json'],
    exports: {
      ...Object.fromEntries(exported.map(([path, module]) => [path, conditions(module)])),
      './openapi.json': './openapi.json',
      './package.json': './package.json',
    },
    scripts: { build: 'tsc -p tsconfig.json' },
    dependencies: versionsOf(required),
    ...(optional.length === 0
      ? {}
      : {
          peerDependencies: versionsOf(optional),
          peerDependenciesMeta: Object.fromEntries(
            optional.map((name) => [name, { optional: true }]),
          ),
        }),
    devDependencies: versionsOf([...optional, 'typescript'].sort()),
  }
}

function conditions(module: string): Record<string, string> {
  return {
    '@concordat/source': `./src/${module}.ts`,
    types: `./dist/${module}.d.ts`,
    default: `./dist/${module}.js`,
  }
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
