import type { JsonObject, Random } from '@concordat/core'
import { compilePattern, makeString, word } from './string-values.ts'

/** A text beside a schema's boundary. */
export interface StringTrial {
  readonly text: string
  readonly keyword: string
  readonly expected: 'valid' | 'invalid'
  readonly ordinary: boolean
  readonly label: string
  /** Texts of the same kind on both sides: where they are all taken, this one must be. */
  readonly beside?: readonly string[]
}

/** Longest text that is sent to try a documented `maxLength`. */
const longest = 20_000

/** Texts on both sides of every keyword of a string schema. */
export function varyString(schema: JsonObject, random: Random, name: string): StringTrial[] {
  return [
    ...lengthTrials(schema, random, name),
    ...patternTrials(schema, random),
    ...formatTrials(schema),
    ...freeTextTrials(schema, name),
  ]
}

function lengthTrials(schema: JsonObject, random: Random, name: string): StringTrial[] {
  const trials: StringTrial[] = []
  const { minLength, maxLength } = schema
  const free = typeof schema.format !== 'string' && typeof schema.pattern !== 'string'
  if (typeof minLength === 'number' && minLength > 0) {
    trials.push({
      text: makeString(schema, random, minLength),
      keyword: 'minLength',
      expected: 'valid',
      ordinary: true,
      label: `shortest allowed (${minLength})`,
    })
    trials.push({
      text: minLength === 1 ? '' : makeString({ ...schema, minLength: 0 }, random, minLength - 1),
      keyword: 'minLength',
      expected: 'invalid',
      ordinary: true,
      label: `one character too short (${minLength - 1})`,
    })
  } else if (free && typeof minLength !== 'number') {
    trials.push({
      text: '',
      keyword: 'type',
      expected: 'valid',
      ordinary: false,
      label: 'empty text',
    })
  }
  if (typeof maxLength === 'number' && maxLength <= longest) {
    trials.push({
      text: makeString(schema, random, maxLength),
      keyword: 'maxLength',
      expected: 'valid',
      ordinary: true,
      label: `longest allowed (${maxLength})`,
    })
    const { maxLength: _, ...unbounded } = schema
    const over = makeString(unbounded, random, maxLength + 1)
    trials.push({
      text: over.length > maxLength ? over : word(random, maxLength + 1),
      keyword: 'maxLength',
      expected: 'invalid',
      ordinary: true,
      label: `one character too long (${maxLength + 1})`,
    })
    if (free && maxLength >= 2) {
      // Length counts code points, not UTF-16 units or bytes: @see JSON Schema 2020-12 validation, 6.3.1
      trials.push({
        text: '🙂'.repeat(maxLength),
        keyword: 'maxLength',
        expected: 'valid',
        ordinary: false,
        label: `${maxLength} characters outside the basic plane`,
      })
      trials.push({
        text: 'é'.repeat(maxLength),
        keyword: 'maxLength',
        expected: 'valid',
        ordinary: isProse(name),
        label: `longest allowed, of letters with accents (${maxLength})`,
      })
    }
  }
  return trials
}

const unfitting = [
  '!',
  '§§§',
  ' ',
  '-',
  '_',
  '0',
  'a',
  'A',
  'not matching',
  '<>',
  '%%%',
  '12',
  'ab',
]

function patternTrials(schema: JsonObject, random: Random): StringTrial[] {
  if (typeof schema.pattern !== 'string') return []
  const compiled = compilePattern(schema.pattern)
  if (compiled === undefined) return []
  const trials: StringTrial[] = []
  for (let index = 0; index < 2; index++) {
    const text = makeString(schema, random.fork(`pattern${index}`))
    trials.push({ text, keyword: 'pattern', expected: 'valid', ordinary: true, label: 'matches' })
  }
  const size = typeof schema.minLength === 'number' ? schema.minLength : 1
  const samples = [0, 1, 2, 3, 4, 5].map((index) => makeString(schema, random.fork(`near${index}`)))
  // One whose letters can change their case, where the pattern has letters.
  const good = samples.find((text) => text.toUpperCase() !== text.toLowerCase()) ?? samples[0] ?? ''
  const near = [`${good}!`, `!${good}`, good.toUpperCase(), good.toLowerCase(), ...nearMisses(good)]
  const padded = unfitting.map((text) => text.padEnd(size, text))
  const wrong = (texts: readonly string[]): string[] => texts.filter((text) => !compiled.test(text))
  const chosen = new Set([...wrong(near).slice(0, 7), ...wrong(padded).slice(0, 2)])
  for (const text of chosen) {
    trials.push({
      text,
      keyword: 'pattern',
      expected: 'invalid',
      ordinary: true,
      label: 'does not match the pattern',
    })
  }
  return trials
}

/** The same text with one character of the same kind in place of another, and with one more or less. */
function nearMisses(good: string): string[] {
  const swap = (index: number): string => {
    const character = good.charAt(index)
    const other = /\d/.test(character)
      ? String((Number(character) + 5) % 10)
      : /[a-z]/.test(character)
        ? 'z'
        : /[A-Z]/.test(character)
          ? 'Q'
          : 'x'
    return good.slice(0, index) + other + good.slice(index + 1)
  }
  if (good === '') return []
  const last = good.length - 1
  return [
    ...new Set([
      swap(0),
      swap(Math.min(2, last)),
      swap(last),
      good.slice(0, -1),
      good + good.charAt(last),
    ]),
  ]
}

/** Texts that nobody would take for the format, and that every validator refuses. */
const unformatted: Readonly<Record<string, readonly string[]>> = {
  date: ['not-a-date', '31/12/2024', '2024-13-01', '2023-02-31', '2024-05-06T07:08:09Z'],
  'date-time': ['not-a-date-time', '2024-13-01T00:00:00Z', '2024-05-06'],
  time: ['not-a-time'],
  duration: ['not-a-duration'],
  uuid: ['not-a-uuid', '1234'],
  email: ['not-an-email'],
  'idn-email': ['not-an-email'],
  hostname: ['-not a host-'],
  ipv4: ['999.1.1.1', 'not-an-address'],
  ipv6: ['not-an-address'],
  uri: ['not a uri'],
  url: ['not a url'],
}

/** Formats whose edges a careful server takes too. */
const edges: Readonly<Record<string, readonly string[]>> = {
  date: ['1969-12-31', '1900-01-01', '9999-12-31'],
  'date-time': ['2024-12-31T23:59:59Z', '1969-07-20T20:17:40Z', '2024-06-30T12:00:00.123456+05:30'],
  uuid: ['00000000-0000-0000-0000-000000000000'],
  email: ['first.last+tag@sub.example.com'],
  ipv4: ['0.0.0.0', '255.255.255.255'],
  ipv6: ['::1'],
}

function formatTrials(schema: JsonObject): StringTrial[] {
  if (typeof schema.format !== 'string') return []
  const keyword = 'format'
  const bad = (unformatted[schema.format] ?? []).map((text) => ({
    text,
    keyword,
    expected: 'invalid' as const,
    ordinary: true,
    label: `not a ${String(schema.format)}`,
  }))
  const good = (edges[schema.format] ?? []).map((text) => ({
    text,
    keyword,
    expected: 'valid' as const,
    ordinary: schema.format === 'email',
    label: `a ${String(schema.format)} at an edge`,
  }))
  return [...bad, ...good, ...leapDays(schema.format)]
}

/** A leap day between two days that may be as early or late as a server wants: only it may not be refused alone. */
function leapDays(format: string): StringTrial[] {
  const time = format === 'date-time' ? 'T12:00:00Z' : ''
  if (format !== 'date' && format !== 'date-time') return []
  return [2000, 2024, 2028].map((year) => ({
    text: `${year}-02-29${time}`,
    keyword: 'format',
    expected: 'valid' as const,
    ordinary: false,
    label: `the leap day of ${year}, beside two days that are taken`,
    beside: [`${year}-02-28${time}`, `${year}-03-01${time}`],
  }))
}

const proseNames =
  /^(name|title|label|description|summary|text|note|notes|comment|content|message|subject|body|bio|caption|display_?name|first_?name|last_?name|full_?name|author|city|street)$/i

function isProse(name: string): boolean {
  return proseNames.test(name)
}

/** Texts that people write, in names and descriptions; elsewhere a server may have its own rules. */
function freeTextTrials(schema: JsonObject, name: string): StringTrial[] {
  if (schema.format !== undefined || schema.pattern !== undefined) return []
  const prose = isProse(name)
  const fits = (text: string): boolean =>
    [...text].length >= Number(schema.minLength ?? 0) &&
    [...text].length <= Number(schema.maxLength ?? longest)
  const trial = (text: string, label: string, ordinary: boolean): StringTrial => ({
    text,
    keyword: 'type',
    expected: 'valid',
    ordinary,
    label,
  })
  return [
    trial('Zoë Ångström', 'letters with accents', prose),
    trial('日本語のテキスト', 'Japanese', prose),
    trial('party 🎉 time', 'an emoji', prose),
    trial(`O'Hara & "Sons" <b>`, 'quotes and angle brackets', prose),
    trial('50% off + more; a/b?c#d', 'characters that URLs reserve', prose),
    trial('C:\\new\\table', 'backslashes', false),
    trial('one\ntwo\tthree', 'a line end and a tab', false),
    trial('a\u0000b', 'a null character', false),
    trial('\u202eright to left', 'a direction override', false),
    trial('{{7*7}}${7*7}', 'template syntax', false),
    trial("' OR '1'='1", 'SQL syntax', false),
    trial('../../../../etc/passwd', 'a path', false),
    trial('__proto__', 'the name of a prototype', false),
  ].filter((candidate) => fits(candidate.text))
}
