import type { JsonObject, Random } from '@concordat/core'
import fc from 'fast-check'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A word of lower-case ASCII letters of exactly this length. */
export function word(random: Random, length: number): string {
  let text = ''
  for (let index = 0; index < length; index++) text += letters[random.integer(0, 25)] ?? 'a'
  return text
}

const hex = (random: Random, length: number): string => {
  let text = ''
  for (let index = 0; index < length; index++) text += random.integer(0, 15).toString(16)
  return text
}
const two = (value: number): string => String(value).padStart(2, '0')

const formatted: Readonly<Record<string, (random: Random) => string>> = {
  date: (random) =>
    `${random.integer(2020, 2029)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`,
  'date-time': (random) =>
    `${random.integer(2020, 2029)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}T${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}Z`,
  time: (random) => `${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:00Z`,
  duration: (random) => `P${random.integer(1, 30)}D`,
  uuid: (random) =>
    `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`,
  email: (random) => `${word(random, 8)}@example.com`,
  'idn-email': (random) => `${word(random, 8)}@example.com`,
  hostname: (random) => `${word(random, 8)}.example.com`,
  'idn-hostname': (random) => `${word(random, 8)}.example.com`,
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 4)}`,
  uri: (random) => `https://example.com/${word(random, 6)}`,
  url: (random) => `https://example.com/${word(random, 6)}`,
  iri: (random) => `https://example.com/${word(random, 6)}`,
  'uri-reference': (random) => `/${word(random, 6)}`,
  'iri-reference': (random) => `/${word(random, 6)}`,
  'uri-template': (random) => `/${word(random, 4)}/{id}`,
  'json-pointer': (random) => `/${word(random, 4)}`,
  'relative-json-pointer': () => '0',
  regex: (random) => `^${word(random, 4)}$`,
  byte: (random) => btoa(word(random, 6)),
  decimal: (random) => `${random.integer(0, 999)}.${two(random.integer(0, 99))}`,
}

/** A string that keeps to `format`, `pattern`, `minLength` and `maxLength` as well as strings can be made; the caller judges it. */
export function makeString(schema: JsonObject, random: Random, length?: number): string {
  const minimum = typeof schema.minLength === 'number' ? schema.minLength : 0
  const maximum = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY
  if (typeof schema.pattern === 'string') {
    const matching = matchPattern(schema.pattern, random, { minimum, maximum, length })
    if (matching !== undefined) return matching
  }
  const format = typeof schema.format === 'string' ? formatted[schema.format] : undefined
  if (format) return stretch(format(random), schema.format, { minimum, maximum, length }, random)
  const wanted = length ?? Math.min(Math.max(minimum, 6), maximum)
  return word(random, wanted)
}

/** Lengthens a formatted value where its format leaves room; an address grows in its local part. */
function stretch(
  value: string,
  format: unknown,
  {
    minimum,
    maximum,
    length,
  }: { readonly minimum: number; readonly maximum: number; readonly length: number | undefined },
  random: Random,
): string {
  const wanted = length ?? Math.min(Math.max(value.length, minimum), maximum)
  const missing = wanted - value.length
  if (missing === 0) return value
  if (format === 'email' || format === 'idn-email') {
    const tail = '@example.com'
    return word(random, Math.max(1, wanted - tail.length)) + tail
  }
  if (missing > 0 && (format === 'uri' || format === 'url' || format === 'uri-reference')) {
    return value + word(random, missing)
  }
  return value
}

const regexes = new Map<string, RegExp | undefined>()

/** A pattern as the validator reads it; `undefined` when it is not one. */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!regexes.has(pattern)) {
    let compiled: RegExp | undefined
    try {
      compiled = new RegExp(pattern, 'u')
    } catch {
      try {
        compiled = new RegExp(pattern)
      } catch {
        compiled = undefined
      }
    }
    regexes.set(pattern, compiled)
  }
  return regexes.get(pattern)
}

function matchPattern(
  pattern: string,
  random: Random,
  {
    minimum,
    maximum,
    length,
  }: { readonly minimum: number; readonly maximum: number; readonly length: number | undefined },
): string | undefined {
  const compiled = compilePattern(pattern)
  if (compiled === undefined) return undefined
  const simple = simpleCandidates(random, minimum, maximum, length).find((text) =>
    compiled.test(text),
  )
  if (simple !== undefined) return simple
  try {
    const fitting = (text: string): boolean => {
      const points = [...text].length
      return points >= minimum && points <= maximum && (length === undefined || points === length)
    }
    const samples = fc.sample(matching(pattern, compiled), {
      seed: random.integer(0, 0x7fffffff),
      numRuns: 24,
    })
    const printable = samples.filter((text) => fitting(text) && compiled.test(text))
    const plain = printable.filter((text) => /^[\x20-\x7e]*$/.test(text))
    return plain[0] ?? printable[0] ?? (length === undefined ? samples[0] : undefined)
  } catch {
    return undefined
  }
}

const arbitraries = new Map<string, fc.Arbitrary<string>>()

/** The texts of a pattern; making such an arbitrary is costly, drawing from it is not. */
function matching(pattern: string, compiled: RegExp): fc.Arbitrary<string> {
  const existing = arbitraries.get(pattern)
  if (existing) return existing
  // Anchored even when the pattern is not, so that the value holds nothing but what the pattern speaks of.
  const source = pattern.startsWith('^') ? pattern : `^(?:${pattern})$`
  const created = fc.stringMatching(compilePattern(withoutAssertions(source)) ?? compiled)
  arbitraries.set(pattern, created)
  return created
}

/** A pattern without what says nothing of which texts to make, only of which to take: `\\b` and what looks around. */
function withoutAssertions(source: string): string {
  const parts =
    /\\[^bB]|\[(?:\\.|[^\]\\])*\]|\\[bB]|\(\?<?[=!](?:[^()\\[]|\\.|\[(?:\\.|[^\]\\])*\])*\)/gs
  return source.replace(parts, (part) => (/^(?:\\[bB]|\(\?)/.test(part) ? '' : part))
}

/** Ordinary texts that many patterns accept, tried first because people read them. */
function simpleCandidates(
  random: Random,
  minimum: number,
  maximum: number,
  length: number | undefined,
): string[] {
  const size = length ?? Math.min(Math.max(minimum, 6), maximum)
  if (size > 4096) return []
  const lower = word(random, size)
  let digits = ''
  for (let index = 0; index < size; index++) digits += random.integer(1, 9)
  return [
    lower,
    lower.toUpperCase(),
    lower.charAt(0).toUpperCase() + lower.slice(1),
    digits,
    hex(random, size),
    hex(random, size).toUpperCase(),
  ]
}
