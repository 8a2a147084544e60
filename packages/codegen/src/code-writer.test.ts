import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import {
  args,
  array,
  braces,
  code,
  comment,
  id,
  join,
  key,
  lines,
  literal,
  member,
  mentions,
  object,
  paragraphs,
  regex,
  render,
} from './code-writer.ts'
import { identifierFor } from './names/identifier.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constantFrom(
    '*/ alert(1) /*',
    "'; process.exit() //",
    '`$\x7bprocess.exit()}`',
    '\u2028\u2029',
    '\u202Egnitset',
    '\uD800',
    '__proto__',
    'constructor',
    '\\',
    '\\\\"',
    '\'"`',
    '</script>',
    '😀',
    '/**/',
    '*',
    '/',
    '@deprecated\n@example',
    '\r\n',
    '-->',
    '//# sourceMappingURL=x',
  ),
)

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    hostile,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(hostile, tie('value')), { maxLength: 4 })
      // `Object.fromEntries` defines, so that `__proto__` becomes an own property.
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value

function syntaxErrors(source: string): readonly string[] {
  const { diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  })
  return (diagnostics ?? []).map((item) => ts.flattenDiagnosticMessageText(item.messageText, ' '))
}

function evaluate(source: string): unknown {
  return new Function(`'use strict'; return (${source})`)()
}

describe('literal', () => {
  it('prints what evaluates to the value, whatever its keys and strings are', () => {
    fc.assert(
      fc.property(json, (value) => {
        const source = render(literal(value))
        expect(syntaxErrors(`export const x = ${source}`)).toEqual([])
        expect(evaluate(source)).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps a property named __proto__ a property', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true}}')
    const read = evaluate(render(literal(value)))
    expect(Object.hasOwn(read as object, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  })

  it('prints numbers that JSON cannot say', () => {
    expect(render(literal([-0, Number.POSITIVE_INFINITY, Number.NaN, 12n, undefined]))).toBe(
      '[-0, Infinity, NaN, 12n, undefined]',
    )
  })

  it('leaves out members that are undefined', () => {
    expect(render(literal({ a: undefined, b: 1 }))).toBe('{ b: 1 }')
  })

  it('refuses a function', () => {
    expect(() => literal({ a: () => 1 })).toThrow(TypeError)
  })

  it('shows marks that reorder text as escapes', () => {
    expect(render(literal('a\u202Eb'))).toBe("'a\\u202eb'")
    expect(render(literal('sessão 😀'))).toBe("'sessão 😀'")
  })

  it('breaks what does not fit on a line, one member per line', () => {
    const long = { first: 'x'.repeat(60), second: ['y'.repeat(40)], third: { a: 1 } }
    expect(render(code`const x = ${literal(long)}`)).toBe(
      [
        'const x = {',
        `  first: '${'x'.repeat(60)}',`,
        `  second: ['${'y'.repeat(40)}'],`,
        '  third: { a: 1 },',
        '}',
      ].join('\n'),
    )
  })
})

describe('comment', () => {
  it('cannot be left by its text', () => {
    fc.assert(
      fc.property(fc.array(hostile), (parts) => {
        const source = render(lines([comment(parts.join('\n')), code`export const x = 1`]))
        expect(syntaxErrors(source)).toEqual([])
        const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2023, false)
        expect(file.statements).toHaveLength(1)
      }),
      { numRuns: 500 },
    )
  })

  it('stays on one line where it fits', () => {
    expect(render(comment('  Lists sessions.\n'))).toBe('/** Lists sessions. */')
    expect(render(comment('a\n\nb'))).toBe('/**\n * a\n *\n * b\n */')
    expect(render(comment(' \n '))).toBe('')
  })
})

describe('code', () => {
  it('takes no bare string', () => {
    // @ts-expect-error a bare string could smuggle code
    expect(() => render(code`const x = ${'1; process.exit()'}`)).toThrow()
  })

  it('indents the lines of a hole like the line it stands in', () => {
    const body = lines([code`a()`, code`b()`])
    expect(render(code`function f() {\n  ${body}\n}`)).toBe('function f() {\n  a()\n  b()\n}')
  })

  it('leaves blank lines empty', () => {
    const body = paragraphs([code`a()`, code`b()`])
    expect(render(code`{\n  ${body}\n}`)).toBe('{\n  a()\n\n  b()\n}')
  })

  it('joins with code between', () => {
    expect(render(join([code`a`, code`b`], code` | `))).toBe('a | b')
  })
})

describe('names', () => {
  it('prints identifiers only', () => {
    expect(render(id('limit'))).toBe('limit')
    for (const name of ['', 'a b', 'class', 'ünter', 'a;b', '1a']) {
      expect(() => id(name)).toThrow(TypeError)
    }
  })

  it('quotes keys and members that are not identifiers', () => {
    const names = ['a', '200', '2XX', 'x-y', '01', '__proto__', 'class']
    expect(names.map((name) => render(key(name)))).toEqual([
      'a',
      '200',
      "'2XX'",
      "'x-y'",
      "'01'",
      "['__proto__']",
      'class',
    ])
    expect(render(code`a${member('b')}${member('x-y')}${member('class')}`)).toBe("a.b['x-y'].class")
  })

  it('can be made from any text', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('camel' as const, 'pascal' as const), (name, style) => {
        const made = identifierFor(name, style)
        expect(render(id(made))).toBe(made)
        expect(identifierFor(name, style)).toBe(made)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('groups', () => {
  it('prints members, items and arguments on one line where they fit', () => {
    const call = code`f${args([code`a`, object([['b', array([code`c`])]])])}`
    expect(render(call)).toBe('f(a, { b: [c] })')
    expect(render(braces([code`a`, code`...b`]))).toBe('{ a, ...b }')
    expect(render(braces([]))).toBe('{}')
    expect(render(array([]))).toBe('[]')
  })

  it('lets a single argument hug its parentheses', () => {
    const wide = code`f${args([literal({ a: 'x'.repeat(60), b: 'y'.repeat(60) })])}`
    expect(render(wide).split('\n')[0]).toBe('f({')
  })

  it('never puts what has a line break on one line', () => {
    const documented = lines([comment('A.'), code`a`])
    expect(render(braces([documented]))).toBe('{\n  /** A. */\n  a,\n}')
  })
})

describe('regex', () => {
  it('prints a literal that means the same', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('', 'u'), (source, flags) => {
        let given: RegExp
        try {
          given = new RegExp(source, flags)
        } catch {
          return
        }
        const printed = evaluate(render(regex(source, flags))) as RegExp
        expect([printed.source, printed.flags]).toEqual([given.source, given.flags])
      }),
    )
  })

  it('writes unseen characters in a string', () => {
    expect(render(regex('a\u202E', 'u'))).toBe("new RegExp('a\\u202e', 'u')")
    expect(render(regex('^a/b$'))).toBe('/^a\\/b$/')
  })
})

describe('mentions', () => {
  it('finds a name that members are read of', () => {
    expect(mentions(code`z.string()`, 'z')).toBe(true)
    expect(mentions(object([['a', code`{ ...schemas.A.shape }`]]), 'schemas')).toBe(true)
    expect(mentions(code`xyz.a(a.z.b)`, 'z')).toBe(false)
  })

  it('does not look into literals, names and comments', () => {
    const given = lines([
      comment('z.string()'),
      object([
        ['z.a', literal(' z.b')],
        ['b', regex(' z.')],
      ]),
    ])
    expect(mentions(given, 'z')).toBe(false)
  })
})
