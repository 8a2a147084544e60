import type { SecuritySchemeKind } from '@concordat/model'
import type { ChangeLog } from '../changes/change-log.ts'
import { addFact, type Pairing } from './comparing.ts'
import type { ContractSide } from './contract-side.ts'
import {
  type Alternative,
  alternativesOf,
  alternativeText,
  credentialOf,
  isEnoughFor,
  withKeys,
} from './security.ts'

/** Compares what a request must carry to be let in. */
export function compareSecurity(pairing: Pairing): void {
  const [was, is] = [pairing.was.model, pairing.is.model]
  const [own, other] = [
    alternativesOf(pairing.old.model, was),
    alternativesOf(pairing.next.model, is),
  ]
  if (pairing.role === 'caller') {
    comparePromisedCredentials(pairing, own, other)
    return
  }
  const [before, after] = [withKeys(own, was, other), withKeys(other, is, own)]
  const shown = after.map(alternativeText).join(', or ')
  for (const given of before) {
    if (after.some((needed) => isEnoughFor(given, needed))) continue
    const text = alternativeText(given)
    addFact(pairing, {
      id: 'request-security-narrowed',
      class: 'wire',
      direction: 'request',
      message: `A request with ${text} is no longer let in: it needs ${shown}.`,
      argument: `What was enough (${text}) is not: ${shown} is asked for.`,
      key: `${text} -> ${shown}`,
      old: pairing.was.model.pointer,
      new: pairing.is.model.pointer,
    })
  }
  for (const needed of after) {
    if (before.some((given) => isEnoughFor(given, needed))) continue
    addFact(pairing, {
      id: 'request-security-widened',
      class: 'compatible',
      direction: 'request',
      message: `A request with ${alternativeText(needed)} is let in now.`,
      key: alternativeText(needed),
      new: pairing.is.model.pointer,
    })
  }
}

/** What the API says who it is with, where it calls: a request with less than was promised is refused. */
function comparePromisedCredentials(
  pairing: Pairing,
  before: readonly Alternative[],
  after: readonly Alternative[],
): void {
  const promised = before.map(alternativeText).join(', or ')
  for (const sent of after) {
    if (before.some((needed) => isEnoughFor(sent, needed))) continue
    const text = alternativeText(sent)
    addFact(pairing, {
      id: 'request-security-widened',
      class: 'wire',
      direction: 'request',
      message: `The API can now call with ${text}, where ${promised} was promised.`,
      argument: 'What receives the request refuses one that lacks what was promised.',
      key: `${promised} -> ${text}`,
      old: pairing.was.model.pointer,
      new: pairing.is.model.pointer,
    })
  }
}

/** Compares where credentials come from: the addresses of OAuth 2 and OpenID Connect. */
export function compareCredentialSources(
  old: ContractSide,
  next: ContractSide,
  log: ChangeLog,
): void {
  for (const { name, scheme, pointer } of old.model.securitySchemes) {
    const same = next.model.securitySchemes.filter(
      (other) => credentialOf(other.scheme) === credentialOf(scheme),
    )
    const match =
      same.find((other) => other.name === name) ?? (same.length === 1 ? same[0] : undefined)
    if (!match) continue
    const after = addressesOf(match.scheme)
    for (const [key, address] of addressesOf(scheme)) {
      const now = after.get(key)
      if (now === undefined || now === address) continue
      log.add({
        id: 'security-address-changed',
        class: 'behaviour',
        direction: 'request',
        message: `${key} was \`${address}\` and is \`${now}\`.`,
        argument: 'Credentials come from another place.',
        key: `${pointer} ${key}`,
        old: pointer,
        new: match.pointer,
      })
    }
  }
}

function addressesOf(scheme: SecuritySchemeKind): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (scheme.type === 'openIdConnect') found.set('The OpenID Connect URL', scheme.openIdConnectUrl)
  if (scheme.type !== 'oauth2') return found
  for (const [flow, { tokenUrl, authorizationUrl, refreshUrl }] of Object.entries(scheme.flows)) {
    if (tokenUrl !== undefined) found.set(`The token URL of the flow ${flow}`, tokenUrl)
    if (authorizationUrl !== undefined)
      found.set(`The authorization URL of the flow ${flow}`, authorizationUrl)
    if (refreshUrl !== undefined) found.set(`The refresh URL of the flow ${flow}`, refreshUrl)
  }
  return found
}

/** Compares the hosts that an operation is served under; paths are compared by matching operations. */
export function compareServers(pairing: Pairing): void {
  const { was, is } = pairing
  const paths = new Set(is.bases.map(({ path }) => path))
  const hosts = new Set(is.bases.map(({ host }) => host))
  for (const { host, path } of was.bases) {
    if (!isServed(pairing, path, paths)) {
      addFact(pairing, {
        id: 'server-path-removed',
        class: 'wire',
        direction: 'request',
        message: `The API is no longer served under \`${host}${path || '/'}\`: its servers are ${listOf(is.bases)}.`,
        argument: 'Requests to the former address reach nothing that is documented.',
        key: `${host}${path}`,
      })
    } else if (!hosts.has(host) && host !== '' && !hosts.has('')) {
      addFact(pairing, {
        id: 'server-host-removed',
        class: 'behaviour',
        direction: 'request',
        message: `The host \`${host}\` is gone: it is ${[...hosts].join(', ')} now.`,
        argument: 'Requests to the former host are answered by another, or by none.',
        key: host,
      })
    }
  }
}

/** Whether the same path, joined with one of the bases, leads to the operation. */
function isServed({ was, is }: Pairing, base: string, paths: ReadonlySet<string>): boolean {
  const joined = plain(`${base}${was.model.path}`)
  return [...paths].some((path) => plain(`${path}${is.model.path}`) === joined)
}

function plain(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}')
}

function listOf(bases: Pairing['is']['bases']): string {
  return bases.map(({ host, path }) => `\`${host}${path || '/'}\``).join(', ')
}
