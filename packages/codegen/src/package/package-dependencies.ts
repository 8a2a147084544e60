import { dependencyVersions } from './dependency-versions.ts'

/** Versions of packages, by name. */
export type Versions = Readonly<Record<string, string>>

/** Names of packages: what every user of generated modules needs, and what only a server or a validator does. */
export interface Dependencies {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/** What a caller of the API needs. */
const clientDependencies = ['@concordat/client', '@concordat/schema', '@concordat/wire'] as const
/** What a server, or whoever validates, needs beside; a caller need not install it. */
const serverDependencies = ['@concordat/server', '@hono/zod-openapi', 'hono', 'zod'] as const

/** The dependencies of modules that import these packages: what every user needs, and what only some do. */
export function splitDependencies(imported: ReadonlySet<string>): Dependencies {
  const needsServer = imported.has('@concordat/server')
  return {
    required: clientDependencies.filter((name) => imported.has(name)),
    // Hono is not imported by name, but what builds on it wants the copy that the application has.
    optional: serverDependencies.filter(
      (name) => imported.has(name) || (needsServer && name.includes('hono')),
    ),
  }
}

/** The versions that generated packages ask for. */
export function versionsOf(names: readonly string[]): Versions {
  const known: Versions = dependencyVersions
  return Object.fromEntries(names.map((name) => [name, known[name] ?? '*']))
}
