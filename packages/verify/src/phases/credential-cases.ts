import type { Random } from '@concordat/core'
import type { SecurityRequirementModel } from '@concordat/model'
import {
  applyCredential,
  applyRequirement,
  type CredentialValue,
  chooseRequirement,
  type Identity,
  placeKey,
  withHeader,
} from '../credentials/identity.ts'
import type { CredentialCase } from '../engine/credential-case.ts'
import type { BadCredential } from '../exchange/purpose.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'

/** Credentials that must be refused: wrong, malformed, cut short, lengthened, forged, and under another scheme. */
export function credentialCases(
  operation: OperationPlan,
  identity: Identity | undefined,
  random: Random,
): CredentialCase[] {
  const chosen = identity && chooseRequirement(operation, identity)
  const usable = operation.model.security.filter((requirement) =>
    requirement.every(({ scheme }) => identity?.credentials.has(scheme)),
  )
  const cases: CredentialCase[] = []
  for (const requirement of usable.length > 0
    ? usable
    : [chosen ?? operation.model.security[0] ?? []]) {
    cases.push(...requirementCases(operation, identity, requirement, random))
  }
  return cases
}

/** Bad credentials for each scheme of one alternative, the others being right. */
function requirementCases(
  operation: OperationPlan,
  identity: Identity | undefined,
  requirement: SecurityRequirementModel,
  random: Random,
): CredentialCase[] {
  const cases: CredentialCase[] = []
  for (const { scheme: name } of requirement) {
    const scheme = operation.api.schemes.get(name)?.scheme
    if (scheme === undefined || scheme.type === 'mutualTLS') continue
    const value = identity?.credentials.get(name)
    const others: Identity = {
      name: identity?.name ?? '',
      credentials: new Map([...(identity?.credentials ?? [])].filter(([own]) => own !== name)),
    }
    const bad = (how: BadCredential, label: string, place: CredentialCase['place']): void => {
      cases.push({
        scheme: name,
        use: { kind: 'bad', how, label: `${label} (${name})` },
        place: (request) => place(applyRequirement(operation, request, requirement, others)),
      })
    }
    const put = (how: BadCredential, label: string, token: CredentialValue): void =>
      bad(how, label, (request) => applyCredential(request, scheme, token))
    for (const [how, label, token] of wrongTokens(value, random)) put(how, label, token)
    if (scheme.type === 'apiKey') {
      bad('empty', 'an empty key', (request) => placeKey(request, scheme.in, scheme.name, ''))
      continue
    }
    const word = scheme.type === 'http' ? scheme.scheme : 'bearer'
    bad('empty', 'the scheme alone', (request) =>
      withHeader(request, 'Authorization', capital(word)),
    )
    bad('malformed', 'an Authorization header without sense', (request) =>
      withHeader(request, 'Authorization', '!!! ???'),
    )
    if (value === undefined) continue
    const text = typeof value === 'string' ? value : `${value.username}:${value.password}`
    const other = word.toLowerCase() === 'basic' ? 'Bearer' : 'Basic'
    bad('other-scheme', `the right secret under the scheme ${other}`, (request) =>
      withHeader(request, 'Authorization', `${other} ${text}`),
    )
    bad('other-scheme', 'the right secret under an unknown scheme', (request) =>
      withHeader(request, 'Authorization', `Concordat ${text}`),
    )
    if (word.toLowerCase() === 'bearer') {
      bad('other-scheme', 'the right secret without a scheme', (request) =>
        withHeader(request, 'Authorization', text),
      )
    }
  }
  return cases
}

/**
 * Credentials of schemes that are not the operation's: the caller's own under a scheme that does not open it, and
 * unknown ones under each of its other alternatives.
 */
export function foreignSchemeCases(
  operation: OperationPlan,
  identity: Identity | undefined,
): CredentialCase[] {
  const { schemes } = operation.api
  const wanted = new Set(operation.model.security.flat().map(({ scheme }) => scheme))
  const cases: CredentialCase[] = []
  const own = [...(identity?.credentials ?? [])].filter(([name]) => !wanted.has(name))
  for (const [name, value] of own) {
    const scheme = schemes.get(name)?.scheme
    if (scheme === undefined) continue
    cases.push({
      use: {
        kind: 'bad',
        how: 'other-scheme',
        label: `a credential for ${name}, which does not open it`,
      },
      place: (request) => applyCredential(request, scheme, value),
    })
  }
  for (const requirement of operation.model.security) {
    const [only] = requirement
    if (requirement.length !== 1 || only === undefined || identity?.credentials.has(only.scheme))
      continue
    const scheme = schemes.get(only.scheme)?.scheme
    if (scheme === undefined || scheme.type === 'mutualTLS') continue
    cases.push({
      scheme: only.scheme,
      use: { kind: 'bad', how: 'wrong', label: `an unknown secret (${only.scheme})` },
      place: (request) =>
        applyCredential(
          request,
          scheme,
          scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic'
            ? { username: 'concordat', password: 'unknown' }
            : 'concordat-unknown-secret-0000',
        ),
    })
  }
  return cases
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function wrongTokens(
  value: CredentialValue | undefined,
  random: Random,
): [BadCredential, string, CredentialValue][] {
  if (value === undefined) return [['wrong', 'an unknown secret', 'concordat-unknown-secret']]
  if (typeof value !== 'string') {
    const { username, password } = value
    return [
      ['wrong', 'a wrong password', { username, password: scramble(password, random) }],
      ['wrong', 'an unknown user', { username: scramble(username, random), password }],
      ['empty', 'an empty password', { username, password: '' }],
      ['truncated', 'a password cut short', { username, password: password.slice(0, -1) }],
      ['extended', 'a password with something after it', { username, password: `${password}x` }],
    ]
  }
  const tokens: [BadCredential, string, CredentialValue][] = [
    ['wrong', 'an unknown secret', scramble(value, random)],
    ['truncated', 'the right secret cut short', value.slice(0, -1)],
    ['extended', 'the right secret with something after it', `${value}x`],
  ]
  const parts = value.split('.')
  const [head, payload, signature] = parts
  if (parts.length === 3 && head && payload && signature && /^ey/.test(head)) {
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    tokens.push(['tampered', 'a token with another signature', `${head}.${payload}.${flipped}`])
    tokens.push(['tampered', 'a token that says it needs no signature', `${none}.${payload}.`])
    const expired = expiredPayload(payload)
    if (expired) tokens.push(['expired', 'an expired token', `${head}.${expired}.${signature}`])
  }
  return tokens
}

function expiredPayload(payload: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null) return undefined
    return Buffer.from(JSON.stringify({ ...claims, exp: 1 })).toString('base64url')
  } catch {
    return undefined
  }
}

/** A secret of the same form that is another one. */
export function scramble(text: string, random: Random): string {
  const scrambled = text.replace(/[a-zA-Z0-9]/g, (character) => {
    if (/\d/.test(character)) return String(random.integer(0, 9))
    const base = /[a-z]/.test(character) ? 97 : 65
    return String.fromCharCode(base + random.integer(0, 25))
  })
  return scrambled === text ? `${text}-unknown` : scrambled
}
