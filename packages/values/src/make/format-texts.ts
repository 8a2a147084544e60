import type { Random } from '@concordat/core'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A word of lower-case ASCII letters. */
export function word(random: Random, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += letters[random.integer(0, 25)] ?? 'a'
  return text
}

function hex(random: Random, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += random.integer(0, 15).toString(16)
  return text
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function day(random: Random): string {
  return `${random.integer(2020, 2029)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`
}

function time(random: Random): string {
  const [hour, minute, second] = [
    random.integer(0, 23),
    random.integer(0, 59),
    random.integer(0, 59),
  ]
  return `${two(hour)}:${two(minute)}:${two(second)}Z`
}

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function base64(random: Random, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1)
    text += base64Letters[random.integer(0, 61)] ?? 'A'
  return text
}

type Draw = (random: Random, wanted: number) => string

const host = '.example.com'

/**
 * A text of each format, of about the wanted length where the format leaves room.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3 | JSON Schema Validation, 7.3}
 * @see {@link https://spec.openapis.org/registry/format/ | OpenAPI's registry of formats}
 */
const draws: Readonly<Record<string, Draw>> = {
  date: day,
  'date-time': (random) => `${day(random)}T${time(random)}`,
  time,
  duration: (random) => `P${random.integer(1, 30)}D`,
  uuid: (random) =>
    `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`,
  email: (random, wanted) => address(random, wanted),
  'idn-email': (random, wanted) => address(random, wanted),
  hostname: (random, wanted) => hostName(random, wanted),
  'idn-hostname': (random, wanted) => hostName(random, wanted),
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 3)}f`,
  uri: (random, wanted) => long('https://example.com/', random, wanted),
  url: (random, wanted) => long('https://example.com/', random, wanted),
  iri: (random, wanted) => long('https://example.com/', random, wanted),
  'uri-reference': (random, wanted) => long('/', random, wanted),
  'iri-reference': (random, wanted) => long('/', random, wanted),
  'uri-template': (random, wanted) => `/{id}${long('/', random, wanted - 5)}`,
  'json-pointer': (random, wanted) => long('/', random, wanted),
  'relative-json-pointer': (random, wanted) => (wanted < 3 ? '0' : long('0/', random, wanted)),
  regex: (random, wanted) => word(random, Math.max(1, wanted)),
  byte: (random, wanted) => base64(random, Math.max(4, Math.ceil(wanted / 4) * 4)),
  base64url: (random, wanted) => base64(random, Math.max(4, Math.ceil(wanted / 4) * 4)),
  decimal: (random, wanted) =>
    `${String(random.integer(1, 999)).padStart(Math.max(1, wanted - 3), '1')}.${two(random.integer(0, 99))}`,
  decimal128: (random) => `${random.integer(1, 999)}.${two(random.integer(0, 99))}`,
}

/** Whether texts of a format are known. */
export function hasFormatTexts(format: string): boolean {
  return Object.hasOwn(draws, format)
}

/** Texts of a format, of about a length. */
export function formatText(format: string, random: Random, wanted: number): string | undefined {
  return Object.hasOwn(draws, format) ? draws[format]?.(random, wanted) : undefined
}

/** The local part has 64 characters at most, and a label of the domain 63. @see RFC 5321, 4.5.3.1 */
function address(random: Random, wanted: number): string {
  if (wanted < 13) return `${word(random, Math.max(1, wanted - 5))}@a.bc`
  const local = Math.min(64, Math.max(1, wanted - host.length))
  const missing = wanted - local - host.length
  if (missing <= 1) return `${word(random, local)}@${host.slice(1)}`
  return `${word(random, local)}@${labels(random, missing - 1)}${host}`
}

function hostName(random: Random, wanted: number): string {
  if (wanted <= host.length) return word(random, Math.max(1, wanted))
  return labels(random, Math.min(wanted, 253) - host.length) + host
}

/** Labels of a host name, of a length altogether. */
function labels(random: Random, length: number): string {
  if (length <= 63) return word(random, Math.max(1, length))
  const first = length - 62 > 1 ? 60 : 50
  return `${word(random, first)}.${labels(random, length - first - 1)}`
}

function long(start: string, random: Random, wanted: number): string {
  return start + word(random, Math.max(1, wanted - start.length))
}
