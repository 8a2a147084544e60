import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { isObject } from '../../kit/shape.ts'
import { bin, type Peer, type PeerTask, runCommand, steady } from '../peer.ts'

const unknownToDredd = [
  'patternProperties',
  'if',
  'then',
  'dependentRequired',
  'unevaluatedProperties',
  'prefixItems',
  'links',
  'identifier',
]

/** A document of 3.1 as near to 3.0 as its tool can read: what 3.0 has no word for is left out. */
function older(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(older)
  if (!isObject(node)) return node
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(node)) {
    if (unknownToDredd.includes(name)) continue
    if (name === 'type' && Array.isArray(value)) {
      result.type = value.find((type) => type !== 'null')
      result.nullable = true
    } else if (name === 'const') result.enum = [value]
    else if (name === 'exclusiveMinimum') result.minimum = value === true ? node.minimum : value
    else if (name === 'items' && value === false) result.items = {}
    else if (name === 'examples' && isObject(value) && isObject(value.ok))
      result.example = value.ok.value
    else result[name] = older(value)
  }
  return result
}

function writeOlder(file: string, to: string): void {
  const document = older(JSON.parse(readFileSync(file, 'utf8')))
  if (!isObject(document)) return
  document.openapi = '3.0.3'
  delete document.security
  if (isObject(document.components)) delete document.components.securitySchemes
  for (const item of Object.values(isObject(document.paths) ? document.paths : {})) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (!isObject(operation)) continue
      delete operation.security
      // It would send its one request once for each documented response, and wait for each.
      const responses = isObject(operation.responses) ? operation.responses : {}
      for (const status of Object.keys(responses))
        if (!status.startsWith('2')) delete responses[status]
    }
  }
  writeFileSync(to, JSON.stringify(document))
}

/** One claim for each failing test and reason; the log names the tests first, and then each again with its reasons. */
function claimsOf(log: string): string[] {
  const claims = new Map<string, string[]>()
  let test = ''
  for (const line of log.split('\n')) {
    const [, said = ''] = /^(?:fail|error): (.*)/.exec(line) ?? []
    if (said === '') continue
    if (/^[A-Z]+ \(/.test(said)) test = steady(said.replace(/duration: \d+ms/, ''))
    const reasons = claims.get(test) ?? []
    if (!said.startsWith(test.slice(0, 3))) reasons.push(steady(said))
    claims.set(test, reasons)
  }
  return [...claims].flatMap(([name, reasons]) =>
    reasons.length === 0 ? [name] : reasons.map((reason) => `${name} ${reason}`),
  )
}

async function run({ bench, url, prepared, folder }: PeerTask): Promise<readonly string[]> {
  const document = join(folder, `${bench.api}.dredd.json`)
  writeOlder(prepared.file, document)
  const headers = { ...Object.values(bench.logins)[0], ...bench.logins.courier }
  const given = Object.entries(headers).flatMap(([name, value]) => [
    '--header',
    `${name}: ${value}`,
  ])
  const written = await runCommand(join(bin, 'dredd'), [document, url, ...given], { folder })
  const log = stripVTControlCharacters(written)
  return log.includes('complete:') ? claimsOf(log) : [`no result: ${steady(log.slice(-300))}`]
}

export const dredd: Peer = { name: 'Dredd', run }
