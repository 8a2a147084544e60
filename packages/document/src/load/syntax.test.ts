import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parseDocumentSource } from './document-source.ts'
import { DEFAULT_LIMITS, type LoadLimits } from './limits.ts'

function parse(text: string, location = 'a.yaml', limits: LoadLimits = {}) {
  return parseDocumentSource(`file:///${location}`, location, text, {
    ...DEFAULT_LIMITS,
    ...limits,
  })
}

describe('a file', () => {
  it.each([
    ['a.json', '{"a": 1,\n "b": }', 'E_DOCUMENT_SYNTAX', '2:7'],
    ['a.json', '{"a": 1', 'E_DOCUMENT_SYNTAX', '1:8'],
    ['a.json', 'nothing', 'E_DOCUMENT_SYNTAX', '1:2'],
    ['a.json', '{"a": "b\nc"}', 'E_DOCUMENT_SYNTAX', '1:9'],
    ['a.json', '{"a": 1, // no comments\n}', 'E_DOCUMENT_SYNTAX', '1:10'],
    ['a.json', '', 'E_DOCUMENT_SYNTAX', '1:1'],
    ['a.yaml', 'a: [1, 2\nb: 3', 'E_DOCUMENT_SYNTAX', '2:1'],
    ['a.yaml', 'a: b: c', 'E_DOCUMENT_SYNTAX', '1:4'],
    ['a.yaml', 'a: 1\n---\nb: 2', 'E_DOCUMENT_SYNTAX', '2:1'],
    ['a.yaml', 'a: *nowhere', 'E_DOCUMENT_SYNTAX', '1:4'],
    ['a.yaml', 'a: &a [*a]', 'E_DOCUMENT_SYNTAX', '1:8'],
  ])('%s holding %j is refused with its place', (location, text, code, place) => {
    const [line, column] = place.split(':').map(Number)
    expect(() => parse(text, location)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(`${location}:${place}`),
        source: { file: location, line, column },
      }),
    )
  })

  it('is JSON when it looks so, whatever it is called, and YAML when it only begins so', () => {
    expect(parse('{"a": [1]}', 'a').data).toEqual({ a: [1] })
    expect(parse('{a: [1], b: }', 'a').data).toEqual({ a: [1], b: null })
  })

  it.each(['a.json', 'a.yaml'])('%s may be nested, but not without end', (location) => {
    expect(() => parse('['.repeat(100_000), location)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^E_DOCUMENT_(?:TOO_DEEP|SYNTAX)$/) }),
    )
    const deep = `${'['.repeat(500)}${']'.repeat(500)}`
    expect(() => parse(deep, location)).toThrow(
      expect.objectContaining({ code: 'E_DOCUMENT_TOO_DEEP' }),
    )
    expect(() => parse(`${'['.repeat(300)}${']'.repeat(300)}`, location)).not.toThrow()
  })

  it.each([
    ['a.json', '{"__proto__": {"admin": true}, "constructor": 1}'],
    ['a.yaml', '__proto__: { admin: true }\nconstructor: 1'],
  ])('%s may have keys that objects inherit', (location, text) => {
    const data = parse(text, location).data as Record<string, unknown>
    expect(Object.keys(data)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
    expect('admin' in data).toBe(false)
  })
})

describe('YAML', () => {
  it('reads keys as they are written', () => {
    expect(parse('200: a\n1.0: b\non: c\ntrue: d\nnull: e\n0x1F: f').data).toEqual({
      '200': 'a',
      '1.0': 'b',
      on: 'c',
      true: 'd',
      null: 'e',
      '0x1F': 'f',
    })
  })

  it('reads values as YAML 1.2 does', () => {
    expect(parse('a: yes\nb: 2026-01-01\nc: 0o17\nd: 1e3\ne: ~\nf: !!str 1').data).toEqual({
      a: 'yes',
      b: '2026-01-01',
      c: 15,
      d: 1000,
      e: null,
      f: '1',
    })
  })

  it('understands anchors, aliases and merge keys', () => {
    const text = `
base: &base { a: 1, b: 2 }
more: &more { b: 3, c: 4 }
one: { <<: *base, b: 5 }
two: { <<: [*base, *more] }
key: &name hello
*name : world
`
    expect(parse(text).data).toMatchObject({
      one: { a: 1, b: 5 },
      two: { a: 1, b: 2, c: 4 },
      hello: 'world',
    })
  })

  it('refuses a bomb of aliases before it goes off', () => {
    const layers = Array.from({ length: 30 }, (_, n) =>
      n === 0 ? 'a0: &a0 [x, x]' : `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`,
    )
    const started = performance.now()
    expect(() => parse(layers.join('\n'))).toThrow(
      expect.objectContaining({ code: 'E_DOCUMENT_TOO_BIG' }),
    )
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('knows how a number was written', () => {
    const source = parse('version: 1.10\nlist: [2.0]')
    const data = source.data as { version: number; list: number[] }
    expect(source.written(data, 'version')).toBe('1.10')
    expect(source.written(data.list, 0)).toBe('2.0')
    expect(source.written(data, 'nothing')).toBeUndefined()
  })
})

describe('JSON', () => {
  it('knows how a number was written', () => {
    const source = parse('{"version": 1.10}', 'a.json')
    expect(source.written(source.data as object, 'version')).toBe('1.10')
  })
})

// Written and read once: JSON knows no -0.
const json = fc.jsonValue({ depthSize: 'medium' }).map((value) => JSON.parse(JSON.stringify(value)))

/** Every member of a value, with the object or array that holds it. */
function* members(value: unknown): Generator<[object, string, unknown]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, member] of Object.entries(value)) {
    yield [value, key, member]
    yield* members(member)
  }
}

const quoted = {
  lineWidth: 0,
  defaultKeyType: 'QUOTE_DOUBLE',
  defaultStringType: 'QUOTE_DOUBLE',
} as const

describe('positions', () => {
  it.each([
    ['a.json', (value: unknown) => JSON.stringify(value)],
    ['a.json', (value: unknown) => JSON.stringify(value, null, 2)],
    ['a.json', (value: unknown) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')],
    ['a.yaml', (value: unknown) => stringify(value, quoted)],
    ['a.yaml', (value: unknown) => JSON.stringify(value, null, 1)],
  ])('%s: every member is where its key stands', (location, print) => {
    fc.assert(
      fc.property(json, (value) => {
        const text = print(value)
        const source = parse(text, location)
        expect(source.data).toEqual(value)
        const lines = text.split('\n')
        for (const [container, key, member] of members(source.data)) {
          const { line, column } = source.position(container, key)
          const found = (lines[line - 1] ?? '').slice(column - 1)
          if (!Array.isArray(container)) expect(firstText(found)).toBe(key)
          else if (typeof member !== 'object') expect(firstValue(found)).toEqual(member)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a text that is cut anywhere is refused near the cut, or is whole', () => {
    fc.assert(
      fc.property(json, fc.nat(), (value, cut) => {
        const text = JSON.stringify(value)
        const part = text.slice(0, cut % (text.length + 1))
        try {
          expect(parse(part, 'a.json').data).toEqual(JSON.parse(part))
        } catch (error) {
          expect(error).toMatchObject({ code: 'E_DOCUMENT_SYNTAX', source: { line: 1 } })
        }
      }),
    )
  })
})

/** The text in double quotes that a line begins with. */
function firstText(line: string): unknown {
  return parse(/^"(?:[^"\\]|\\.)*"/.exec(line)?.[0] ?? '').data
}

function firstValue(line: string): unknown {
  return line.startsWith('"') ? firstText(line) : parse(/^[^,\]\s]*/.exec(line)?.[0] ?? '').data
}
