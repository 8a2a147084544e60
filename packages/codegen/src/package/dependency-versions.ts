/** Versions that generated packages ask for; a test holds them against this workspace's own. */
export const dependencyVersions = {
  '@concordat/client': '^0.1.0',
  '@concordat/schema': '^0.1.0',
  '@concordat/server': '^0.1.0',
  '@concordat/wire': '^0.1.0',
  '@hono/zod-openapi': '^1.6.3',
  hono: '^4.13.19',
  typescript: '^5.9.3',
  zod: '^4.6.7',
} as const
