import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject } from '../../kit/shape.ts'
import { bin, type Peer, type PeerTask, runCommand, steady } from '../peer.ts'

/** One claim for each scenario that failed: its name, and the reason without the values. */
function claimsOf(log: string): string[] {
  const summary = log.slice(log.lastIndexOf('Unsuccessful Scenarios'))
  return summary
    .split(/\n {2}"/)
    .slice(1)
    .map((block) => steady(block.slice(0, 400)))
}

const closing = ['patternProperties', 'unevaluatedProperties', 'propertyNames', 'prefixItems']

/**
 * The document without what Specmatic 2.55 refuses or reads otherwise, always on the looser side: an excluded end of a
 * range becomes an included one, because it takes an excluded 0 for a minimum of 1, and objects and lists that it has no
 * word for are open.
 */
function looser(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(looser)
  if (!isObject(node)) return node
  const open = closing.some((name) => Object.hasOwn(node, name))
  const kept = Object.entries(node).filter(
    ([name]) => !closing.includes(name) && !(open && name === 'additionalProperties'),
  )
  return Object.fromEntries(
    kept.map(([name, value]) => [
      typeof value === 'number' ? name.replace(/^exclusiveM/, 'm') : name,
      name === 'items' && value === false ? {} : looser(value),
    ]),
  )
}

/** Of the media types of a request, the one that has an example: Specmatic takes the example for the others too. */
function oneMediaType(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(oneMediaType)
  if (!isObject(node)) return node
  const { requestBody } = node
  if (isObject(requestBody) && isObject(requestBody.content)) {
    const all = Object.entries(requestBody.content)
    const given = all.filter(([, media]) => isObject(media) && media.examples !== undefined)
    if (given.length > 0) requestBody.content = Object.fromEntries(given)
  }
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, oneMediaType(value)]),
  )
}

/** Specmatic knows no key in a cookie: that alternative of a requirement is left out. */
function withoutCookies(document: Record<string, unknown>): Record<string, unknown> {
  const { components } = document
  const schemes =
    isObject(components) && isObject(components.securitySchemes) ? components.securitySchemes : {}
  const unknown = Object.keys(schemes).filter((name) => {
    const scheme = schemes[name]
    return isObject(scheme) && scheme.in === 'cookie'
  })
  for (const name of unknown) delete schemes[name]
  const clean = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(clean)
    if (!isObject(node)) return node
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) =>
        name === 'security' && Array.isArray(value)
          ? [name, value.filter((one) => !unknown.some((scheme) => isObject(one) && scheme in one))]
          : [name, clean(value)],
      ),
    )
  }
  return clean(document) as Record<string, unknown>
}

async function run({ bench, url, prepared, folder }: PeerTask): Promise<readonly string[]> {
  const document = join(folder, `${bench.api}.specmatic.json`)
  const read = looser(oneMediaType(JSON.parse(readFileSync(prepared.file, 'utf8'))))
  if (isObject(read)) writeFileSync(document, JSON.stringify(withoutCookies(read)))
  const log = await runCommand(
    join(bin, 'specmatic'),
    ['test', document, '--strict', `--testBaseURL=${url}`, '--timeout-in-ms=4000'],
    { folder, env: bench.callers.auth },
  )
  if (!log.includes('Tests run:')) return [`no result: ${steady(log.slice(-300))}`]
  return log.includes('Unsuccessful Scenarios') ? claimsOf(log) : []
}

export const specmatic: Peer = { name: 'Specmatic', run }
