import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { emitSchemaModules } from './emit-schema-modules.ts'

function emit(schema: unknown, text = JSON.stringify(schema)) {
  const [module] = emitSchemaModules([{ name: 'Root', text }])
  return { text: module?.text, ids: module?.findings.map(({ id }) => id) ?? [] }
}

function syntaxErrors(source: string): readonly string[] {
  const { diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  })
  return (diagnostics ?? []).map((item) => ts.flattenDiagnosticMessageText(item.messageText, ' '))
}

function nested(levels: number, open: string, close: string): string {
  return `${open.repeat(levels)}{"type":"string"}${close.repeat(levels)}`
}

describe('emitSchemaModules', () => {
  it('says in Zod what Zod can say', () => {
    const { text } = emit({
      title: 'Person',
      description: 'Somebody.',
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 1, description: 'What to call them.' },
        age: { type: 'integer', minimum: 0, maximum: 150 },
        role: { enum: ['admin', 'user'] },
      },
    })
    expect(text).toContain(
      [
        '/** Somebody. */',
        'export const Person = z.object({',
        '  /** What to call them. */',
        '  name: z.string().min(1),',
        '  age: z.int().min(0).max(150).optional(),',
        "  role: z.enum(['admin', 'user']).optional(),",
        '})',
        '',
        'export type Person = z.infer<typeof Person>',
        '',
        'export default Person',
      ].join('\n'),
    )
  })

  it('lets a schema list the heirs that include it, and tells them apart', () => {
    const heir = (kind: string) => ({
      allOf: [{ $ref: '#/$defs/Pet' }, { type: 'object', properties: { kind: { const: kind } } }],
    })
    const { text, ids } = emit({
      $ref: '#/$defs/Pet',
      $defs: {
        Pet: {
          type: 'object',
          required: ['kind'],
          properties: { kind: { type: 'string' } },
          oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
        },
        Cat: heir('cat'),
        Dog: heir('dog'),
      },
    })
    expect(text).toContain(
      "export const Cat = z.object({ ...PetBase.shape, kind: z.literal('cat') })",
    )
    expect(text).toContain("z.discriminatedUnion('kind', [Cat, Dog])")
    expect(ids).toEqual(['schema-includes-itself'])
  })

  it('ends the judgement of a text at its length, before its pattern', () => {
    const { text } = emit({ type: 'string', maxLength: 10, pattern: '^[a-z]+$' })
    expect(text).toContain('z.string().max(10, { abort: true }).regex(/^[a-z]+$/u)')
  })

  it('names a refused schema with its reason, and goes on with the others', () => {
    const modules = emitSchemaModules([
      { name: 'bad', text: '{"type":"string","pattern":"(a)\\\\1"}' },
      { name: 'broken', text: '{' },
      { name: 'good', text: '{"type":"string"}' },
    ])
    expect(modules.map(({ name, text }) => [name, text !== undefined])).toEqual([
      ['bad', false],
      ['broken', false],
      ['good', true],
    ])
    expect(modules[0]?.findings).toMatchObject([
      { id: 'schema-pattern-costly', severity: 'error', pointer: '/pattern' },
    ])
  })

  it.each([
    [
      'references in a circle',
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      'schema-never-ends',
    ],
    ['a choice of itself', { anyOf: [{ $ref: '#' }, { type: 'string' }] }, 'schema-never-ends'],
    ['a reference to nowhere', { $ref: '#/$defs/none' }, 'schema-reference-unresolved'],
    [
      'a keyword of another dialect',
      { type: 'integer', exclusiveMinimum: true },
      'schema-keyword-malformed',
    ],
    ['an unknown dialect', { $schema: 'https://example.com/none' }, 'schema-dialect-unknown'],
    ['no regular expression', { type: 'string', pattern: '(?i)a' }, 'schema-pattern-invalid'],
  ])('refuses %s', (_, schema, id) => {
    expect(emit(schema)).toMatchObject({ text: undefined, ids: expect.arrayContaining([id]) })
  })

  it.each([
    ['{"items":', '}'],
    ['{"allOf":[', ']}'],
    ['{"not":', '}'],
    ['{"type":"object","properties":{"a":', '}}'],
  ])('refuses 5,000 levels of %s', (open, close) => {
    expect(emit(undefined, nested(5000, open, close))).toMatchObject({
      text: undefined,
      ids: expect.arrayContaining(['schema-nesting-too-deep']),
    })
  })

  it('takes long chains, rings and large lists in its stride', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `d${index}`,
        { type: 'object', properties: { next: { $ref: `#/$defs/d${(index + 1) % 3000}` } } },
      ]),
    )
    expect(emit({ $ref: '#/$defs/d0', $defs: chain }).text).toBeDefined()
    expect(
      emit({ enum: Array.from({ length: 10_000 }, (_, index) => `v${index}`) }).text,
    ).toBeDefined()
  })

  it('lets no name, text or value become code', () => {
    const evil = '*/ process.exit() /* \' " ` ${process.exit()} \u2028 </script>'
    const { text } = emit({
      title: evil,
      description: evil,
      type: 'object',
      required: ['__proto__', 'toString', evil],
      properties: {
        __proto: { const: evil },
        [evil]: { enum: [evil, '__proto__'], description: evil },
        constructor: { type: 'string', pattern: '[\'"`/]\u2028' },
        class: { $ref: '#/$defs/%F0%9F%98%80' },
      },
      $defs: { '😀': { type: 'string', deprecated: true }, [evil]: true },
    })
    expect(syntaxErrors(text ?? 'none at all!')).toEqual([])
    expect(text?.replace(/'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\//g, '')).not.toContain('process')
  })
})
