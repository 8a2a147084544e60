import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParameterDescriptor, ParameterLocation, Style } from '../descriptor.ts'
import type { Shape } from '../shape.ts'
import { allStyles } from './all-styles.ts'
import { decodeParameters, type RawParameters } from './decode-parameters.ts'
import { encodeParameter } from './encode-parameter.ts'

interface Case {
  readonly shape: Shape
  readonly value: unknown
}

const visible = fc.string({
  unit: fc.constantFrom(...'abcXYZ019-_~!$()*:@;/?&=+%#"\\<>[]{}|^`é'),
  maxLength: 6,
})
const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), visible, visible)

const primitive = (text: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc.oneof(
    text.map((value) => ({ shape: 'string' as const, value })),
    text.map((value) => ({ shape: 'unknown' as const, value })),
    fc.maxSafeInteger().map((value) => ({ shape: 'integer' as const, value: value + 0 })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => ({ shape: 'number' as const, value: value + 0 })),
    fc.boolean().map((value) => ({ shape: 'boolean' as const, value })),
    fc.constant({ shape: { anyOf: ['null', 'integer'] } as const, value: null }),
    fc.integer().map((value) => ({ shape: { anyOf: ['boolean', 'integer'] } as const, value })),
  )

const array = (text: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc.oneof(
    fc
      .array(text, { minLength: 1, maxLength: 4 })
      .map((value) => ({ shape: { array: 'string' as const }, value })),
    fc
      .array(fc.integer(), { minLength: 1, maxLength: 4 })
      .map((value) => ({ shape: { array: 'integer' as const }, value })),
    fc.tuple(text, fc.boolean(), fc.array(fc.integer(), { maxLength: 2 })).map(([a, b, c]) => ({
      shape: { array: 'integer' as const, prefix: ['string', 'boolean'] as const },
      value: [a, b, ...c],
    })),
  )

const object = (key: fc.Arbitrary<string>, member: fc.Arbitrary<Case>): fc.Arbitrary<Case> =>
  fc
    .uniqueArray(fc.tuple(key, member), { minLength: 1, maxLength: 4, selector: ([k]) => k })
    .map((entries) => ({
      shape: {
        object: Object.fromEntries(entries.map(([name, one]) => [name, one.shape])),
        additional: false as const,
      },
      value: Object.fromEntries(entries.map(([name, one]) => [name, one.value])),
    }))

const deep = (key: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<Case> => {
  const level = (depth: number): fc.Arbitrary<Case> =>
    depth === 0
      ? fc.oneof(primitive(text), array(text))
      : fc.oneof(
          primitive(text),
          array(text),
          object(key, level(depth - 1)),
          object(key, primitive(text)).map(({ shape, value }) => ({
            shape: { array: shape },
            value: [value, value],
          })),
        )
  return object(key, level(2))
}

const combinations: {
  readonly in: ParameterLocation
  readonly style: Style
  readonly explode: boolean
  readonly kind: 'primitive' | 'array' | 'object' | 'deep'
}[] = []
for (const explode of [true, false]) {
  for (const kind of ['primitive', 'array', 'object'] as const) {
    for (const style of ['simple', 'label', 'matrix'] as const) {
      combinations.push({ in: 'path', style, explode, kind })
    }
    combinations.push({ in: 'header', style: 'simple', explode, kind })
    combinations.push({ in: 'cookie', style: 'form', explode, kind })
    for (const style of ['form', 'spaceDelimited', 'pipeDelimited'] as const) {
      combinations.push({ in: 'query', style, explode, kind })
    }
  }
  combinations.push({ in: 'query', style: 'deepObject', explode, kind: 'deep' })
}

const specialKey = fc.constantFrom('__proto__', 'constructor', 'R', 'x y', 'a.b', 'a,b', 'é=&')
const simpleKey = fc.constantFrom('__proto__', 'constructor', 'R', 'G', 'B-2')

const valuesOf = ({
  in: place,
  style,
  kind,
}: (typeof combinations)[number]): fc.Arbitrary<Case> => {
  let text: fc.Arbitrary<string> = anyText
  let key: fc.Arbitrary<string> = specialKey
  if (place === 'header') {
    // A header has no escapes: edges are trimmed, a comma separates, and only bytes can be written.
    text = visible.filter((one) => one === one.trim())
    key = simpleKey
  } else if (style === 'spaceDelimited') {
    text = anyText.filter((one) => kind === 'primitive' || !one.includes(' '))
    key = simpleKey
  } else if (style === 'pipeDelimited') {
    text = anyText.filter((one) => kind === 'primitive' || !one.includes('|'))
  }
  if (kind === 'deep') return deep(key, text)
  if (kind === 'primitive') return primitive(text)
  return kind === 'array' ? array(text) : object(key, primitive(text))
}

const send = (parameter: ParameterDescriptor, value: unknown): RawParameters => {
  const text = encodeParameter(parameter, value, allStyles)
  if (text === undefined) throw new Error('nothing was sent')
  switch (parameter.in) {
    case 'path':
      return { path: { [parameter.name]: text } }
    case 'query':
      // What a URL parser makes of it must not change it.
      return { query: new URL(`http://host/?${text}`).search }
    case 'header':
      return { headers: new Headers({ [parameter.name]: text }) }
    case 'cookie':
      return { headers: new Headers({ cookie: `other=1; ${text}` }) }
  }
}

describe('decoding is the inverse of encoding', () => {
  it.each(combinations)('$in $style explode=$explode $kind', (combination) => {
    const { kind: _, ...rest } = combination
    fc.assert(
      fc.property(
        valuesOf(combination),
        combination.in === 'query' && combination.style === 'form'
          ? fc.boolean()
          : fc.constant(false),
        ({ shape, value }, allowReserved) => {
          const parameter: ParameterDescriptor = {
            name: combination.in === 'header' ? 'X-Color' : 'color',
            shape,
            ...rest,
            ...(allowReserved ? { allowReserved: true as const } : {}),
          }
          const { values, issues } = decodeParameters([parameter], send(parameter, value))
          expect(issues).toEqual([])
          const found = values[parameter.in][combination.in === 'header' ? 'x-color' : 'color']
          expect(JSON.stringify(found)).toBe(JSON.stringify(value))
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(['path', 'query', 'header', 'cookie'] as const)(
    'a JSON content parameter in %s',
    (location) => {
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          const parameter = { name: 'filter', in: location, content: 'application/json' } as const
          const { values, issues } = decodeParameters([parameter], send(parameter, value))
          expect(issues).toEqual([])
          expect(JSON.stringify(values[location].filter)).toBe(JSON.stringify(value))
        }),
      )
    },
  )
})
