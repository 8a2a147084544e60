import type { Drawing } from './drawing.ts'
import { integerBetween } from './random.ts'

type Draw = (digit: (count: number) => string) => string

const samples: Readonly<Record<string, readonly Draw[]>> = {
  'date-time': [() => '2025-01-31T12:00:00Z', (d) => `20${d(2)}-01-02T03:04:05Z`],
  date: [() => '2025-01-31', (d) => `20${d(2)}-01-02`],
  time: [() => '12:00:00Z', (d) => `10:1${d(1)}:00Z`],
  duration: [() => 'P1D', (d) => `P${d(2)}D`],
  email: [(d) => `user${d(2)}@example.com`, () => 'a@b.co'],
  'idn-email': [(d) => `user${d(2)}@example.com`, () => 'a@b.co'],
  hostname: [() => 'example.com', (d) => `host${d(3)}.example.com`],
  'idn-hostname': [() => 'example.com', (d) => `host${d(3)}.example.com`],
  ipv4: [() => '192.0.2.1', (d) => `192.0.2.${d(1)}`],
  ipv6: [() => '2001:db8::1', (d) => `2001:db8::${d(4)}`],
  uri: [() => 'https://example.com/', (d) => `https://example.com/${d(4)}`, () => 'a:b'],
  url: [() => 'https://example.com/', (d) => `https://example.com/${d(4)}`],
  'uri-reference': [() => '/path', (d) => `/${d(4)}`, () => 'a'],
  iri: [() => 'https://example.com/', (d) => `https://example.com/${d(4)}`],
  'iri-reference': [() => '/path', (d) => `/${d(4)}`],
  'uri-template': [() => '/users/{id}', (d) => `/${d(3)}/{id}`],
  uuid: [
    () => '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    (d) => `${d(8)}-${d(4)}-4${d(3)}-8${d(3)}-${d(12)}`,
  ],
  'json-pointer': [() => '/a', (d) => `/${d(3)}`],
  'relative-json-pointer': [() => '0/a', (d) => `${d(1)}/a`],
  regex: [() => '^a+$', (d) => `^a${d(2)}$`],
  byte: [() => 'ZXhhbXBsZQ==', (d) => `${d(4)}`],
  base64: [() => 'ZXhhbXBsZQ==', (d) => `${d(4)}`],
  base64url: [() => 'ZXhhbXBsZQ', (d) => `${d(4)}`],
  ulid: [() => '01H7YCG0R9GYY1YCPS2S4QA6WB', (d) => `01H7YCG0R9GYY1YCPS2S4Q${d(4)}`],
}

/** Texts that are of a format, the plainest first; none for formats that are not known. */
export function formatValues(format: string, drawing: Drawing): readonly string[] {
  const draws = Object.hasOwn(samples, format) ? samples[format] : undefined
  const digit = (count: number): string =>
    Array.from({ length: count }, () => integerBetween(drawing.random, 1, 9)).join('')
  const texts = (draws ?? []).map((draw) => draw(digit))
  return drawing.vary ? texts.reverse() : texts
}
