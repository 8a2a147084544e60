import { ConcordatError, type JsonValue } from '@concordat/core'
import type { CheckConfig, IdentityOptions } from '@concordat/verify'

function refuse(flag: string, value: string, expected: string): ConcordatError {
  return new ConcordatError('E_USAGE', `\`${flag} ${value}\`: expected ${expected}.`)
}

/**
 * Reads `30s`, `2m`, `500ms` or a bare number of seconds.
 * @returns Milliseconds.
 */
export function parseDuration(flag: string, value: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value)
  if (!match) throw refuse(flag, value, 'a duration such as `30s`, `2m` or `500ms`')
  const factor = match[2] === 'ms' ? 1 : match[2] === 'm' ? 60_000 : 1000
  return Number(match[1]) * factor
}

/** Reads a whole number that is not negative. */
export function parseCount(flag: string, value: string): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number))
    throw refuse(flag, value, 'a whole number')
  return number
}

/** Reads repeated `SCHEME=VALUE`. The value may hold `=`; the message never repeats it, because it is a secret. */
export function parseAuth(values: readonly string[]): Record<string, string> {
  const auth: Record<string, string> = {}
  for (const value of values) {
    const cut = value.indexOf('=')
    if (cut < 1) throw refuse('--auth', '…', "SCHEME=VALUE, with the scheme's name in the document")
    auth[value.slice(0, cut)] = value.slice(cut + 1)
  }
  return auth
}

/** Reads repeated `NAME:SCHEME=VALUE`; several with one name make one caller. */
export function parseIdentities(values: readonly string[]): IdentityOptions[] {
  const byName = new Map<string, Record<string, string>>()
  for (const value of values) {
    const match = /^([^:=]+):([^=]+)=(.*)$/s.exec(value)
    const [, name, scheme, secret] = match ?? []
    if (name === undefined || scheme === undefined || secret === undefined) {
      throw refuse('--identity', '…', 'NAME:SCHEME=VALUE, for example `second:bearerAuth=$TOKEN`')
    }
    byName.set(name, { ...byName.get(name), [scheme]: secret })
  }
  return [...byName].map(([name, auth]) => ({ name, auth }))
}

/** Reads repeated `Name: value`. */
export function parseHeaders(values: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const value of values) {
    const match = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):\s*(.*)$/.exec(value)
    if (!match?.[1]) throw refuse('--header', '…', "'Name: value'")
    headers[match[1]] = match[2] ?? ''
  }
  return headers
}

/** Reads repeated `CHECK=off|error|warning|info`. */
export function parseChecks(values: readonly string[]): CheckConfig[] {
  return values.map((value) => {
    const [check, severity] = value.split('=')
    if (
      check === undefined ||
      (severity !== 'off' && severity !== 'error' && severity !== 'warning' && severity !== 'info')
    ) {
      throw refuse(
        '--check',
        value,
        'CHECK=off, error, warning or info; `concordat checks` lists the checks',
      )
    }
    return { check, severity, reason: 'said on the command line' }
  })
}

/** Reads repeated `NAME=VALUE`; several with one name make one pool. Numbers, booleans and null are read as JSON. */
export function parsePools(values: readonly string[]): Record<string, JsonValue[]> {
  const pools: Record<string, JsonValue[]> = {}
  for (const value of values) {
    const cut = value.indexOf('=')
    if (cut < 1) throw refuse('--pool', value, 'NAME=VALUE, for example `bookId=12`')
    const name = value.slice(0, cut)
    pools[name] = [...(pools[name] ?? []), readValue(value.slice(cut + 1))]
  }
  return pools
}

function readValue(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text)
    // What a number would not say in the same way (`007`, `1e3`) is a text.
    return typeof value === 'number' && String(value) !== text ? text : value
  } catch {
    return text
  }
}

/** Reads repeated `PATTERN=REASON`. */
export function parseExcuses(values: readonly string[]): Record<string, string> {
  const excuses: Record<string, string> = {}
  for (const value of values) {
    const cut = value.indexOf('=')
    const reason = value.slice(cut + 1).trim()
    if (cut < 1 || reason === '')
      throw refuse(
        '--allow-unverified',
        value,
        'OPERATION=REASON, for example `sendMail=no mail server in the build`',
      )
    excuses[value.slice(0, cut)] = reason
  }
  return excuses
}

/** `2/5`: the second of five parts. */
export function parseShard(text: string): { readonly index: number; readonly count: number } {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []
  if (index === undefined || count === undefined || Number(index) > Number(count)) {
    throw new ConcordatError(
      'E_USAGE',
      `\`--shard ${text}\`: expected a part and how many there are, for example 2/5.`,
    )
  }
  return { index: Number(index), count: Number(count) }
}
