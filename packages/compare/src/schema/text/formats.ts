import type { JsonValue } from '@concordat/core'
import { formatOf, uuidPattern } from '../../judge/ajv.ts'

/** Whether a format decides about values of a type; one that nobody defined says nothing. */
export function isDefinedFormat(format: string, type: 'string' | 'number'): boolean {
  return formatOf(format)?.type === type && !annotations.has(format)
}

/** Formats that say how a value is kept or shown, and refuse nothing. */
const annotations: ReadonlySet<string> = new Set(['float', 'double', 'password', 'binary'])

/** Whether a value is of a format; values of other types always are. */
export function isOfFormat(format: string, value: JsonValue): boolean {
  return formatOf(format)?.accepts(value) ?? true
}

/** For a format, others whose texts all of its own are. */
const wider: Readonly<Record<string, readonly string[]>> = {
  uri: ['uri-reference', 'iri', 'iri-reference'],
  iri: ['iri-reference'],
  'uri-reference': ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
}

export function isFormatWithin(format: string, other: string): boolean {
  return format === other || (wider[format]?.includes(other) ?? false)
}

/** A format that a pattern says wholly: the texts that match it are the format's. */
export function patternOfFormat(format: string): string | undefined {
  return format === 'uuid' ? uuidPattern : undefined
}

/** Patterns that every text of a format matches: more texts may match them. */
const outlines: Readonly<Record<string, string>> = {
  date: '^\\d{4}-\\d{2}-\\d{2}$',
  time: '^\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([zZ]|[+-]\\d{2}(:?\\d{2})?)$',
  'date-time':
    '^\\d{4}-\\d{2}-\\d{2}[tT\\s]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([zZ]|[+-]\\d{2}(:?\\d{2})?)$',
  uuid: uuidPattern,
  ipv4: '^(\\d{1,3}\\.){3}\\d{1,3}$',
  byte: '^[A-Za-z0-9+/\\s]*={0,2}\\s*$',
}

export function outlineOfFormat(format: string): string | undefined {
  return outlines[format]
}

/** Texts of formats, for witnesses; what a validator refuses is never used. */
export const formatSamples: readonly string[] = [
  '2024-02-29',
  '2023-11-05',
  '2024-02-29T12:30:45Z',
  '2024-02-29T12:30:45.5+02:00',
  '12:30:45Z',
  'P1D',
  'PT15M',
  'someone@example.com',
  'üser@example.com',
  'example.com',
  'bücher.example',
  '192.0.2.1',
  '2001:db8::1',
  'https://example.com/a',
  '/relative/path',
  'https://example.com/ü',
  'ü',
  '123e4567-e89b-12d3-a456-426614174000',
  '/a/{id}',
  '/a/0',
  '1/a',
  '^[a-z]+$',
  'YQ==',
  'YWJj',
  '{}',
  '1.5',
]
