import {
  type Code,
  data,
  type GroupStyle,
  group,
  indented,
  lineBreak,
  sequence,
  text,
} from './code/code.ts'
import { docComment } from './code/comment.ts'
import { escapeUnseen, quote } from './code/quote.ts'

export type { Code } from './code/code.ts'
export { mentions } from './code/mentions.ts'
export { render } from './code/render.ts'

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/
const canonicalIndex = /^(?:0|[1-9][0-9]{0,14})$/

const list = { separator: ', ', bullet: '', terminator: ',' } as const
const inBraces = { ...list, open: '{', close: '}', padding: ' ' } as const satisfies GroupStyle
const inBrackets = { ...list, open: '[', close: ']', padding: '' } as const satisfies GroupStyle
const inParentheses = { ...list, open: '(', close: ')', padding: '' } as const satisfies GroupStyle
const inAngles = {
  ...list,
  open: '<',
  close: '>',
  padding: '',
  // TypeScript takes no comma after the last argument of a type.
  lastTerminator: '',
} as const satisfies GroupStyle
const members = { ...inBraces, separator: '; ', terminator: '' } as const satisfies GroupStyle
const union = {
  open: '',
  close: '',
  separator: ' | ',
  padding: '',
  bullet: '| ',
  terminator: '',
} as const satisfies GroupStyle

/**
 * Writes code. Only {@link Code} may stand in a hole: a bare string is a type error, so that a name, a comment or a
 * value of a hostile document cannot become code. Lines after the first of a hole's code are indented like the line
 * that the hole stands in.
 *
 * @example
 * ```ts
 * import { code, id, literal, render } from '@concordat/codegen'
 * render(code`export const ${id('limit')} = ${literal({ minimum: 1 })}`)
 * // export const limit = { minimum: 1 }
 * ```
 */
export function code(strings: TemplateStringsArray, ...holes: readonly Code[]): Code {
  const parts: Code[] = []
  let margin = 0
  strings.forEach((piece, index) => {
    const lines = piece.split('\n')
    lines.forEach((line, lineIndex) => {
      if (lineIndex > 0) {
        parts.push(lineBreak)
        margin = line.length - line.trimStart().length
      }
      if (line !== '') parts.push(text(line))
    })
    const hole = holes[index]
    if (hole !== undefined) parts.push(margin === 0 ? hole : indented(margin, hole))
  })
  return sequence(parts)
}

/** A name, printed as it is. Throws a `TypeError` for anything but an ASCII identifier that is not a reserved word. */
export function id(name: string): Code {
  if (!isIdentifier(name)) {
    throw new TypeError(`${quote(name)} is not an identifier; make one with a NameTable first.`)
  }
  return text(name)
}

/** Whether {@link id} takes this name. */
export function isIdentifier(name: string): boolean {
  return identifierPattern.test(name) && !reservedWords.has(name)
}

/** A property's name in an object literal or an interface, quoted where it must be. */
export function key(name: string): Code {
  // A plain `__proto__: value` in an object literal sets the prototype instead of a property.
  if (name === '__proto__') return data(`['__proto__']`)
  return data(identifierPattern.test(name) || canonicalIndex.test(name) ? name : quote(name))
}

/** Access to a property: `.name`, or `['na-me']`. */
export function member(name: string): Code {
  return data(identifierPattern.test(name) ? `.${name}` : `[${quote(name)}]`)
}

/**
 * A value as code that evaluates to it: what JSON can say, and `undefined`, `bigint`, `NaN` and infinities. Own
 * enumerable properties that are `undefined` are left out. Throws a `TypeError` for functions and symbols.
 */
export function literal(value: unknown): Code {
  switch (typeof value) {
    case 'string':
      return data(quote(value))
    case 'number':
      return text(Object.is(value, -0) ? '-0' : String(value))
    case 'boolean':
    case 'undefined':
      return text(String(value))
    case 'bigint':
      return text(`${value}n`)
    case 'object':
      if (value === null) return text('null')
      if (Array.isArray(value)) return array(value.map(literal))
      return object(
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([name, item]) => [name, literal(item)]),
      )
    default:
      throw new TypeError(`A ${typeof value} cannot be printed as a literal.`)
  }
}

/** An object literal of properties whose values are code; on one line where it fits. */
export function object(entries: readonly (readonly [name: string, value: Code])[]): Code {
  return braces(entries.map(([name, value]) => sequence([key(name), text(': '), value])))
}

/** `{ item, item }` for items that are whole members: shorthand names, spreads, documented properties. */
export function braces(items: readonly Code[]): Code {
  return items.length === 0 ? text('{}') : group(inBraces, items)
}

/** Arguments of a generic type, with their angle brackets; on one line where they fit. */
export function typeArguments(items: readonly Code[]): Code {
  return group(inAngles, items)
}

/** An object type of members that are whole: `name?: Type`; on one line where it fits. */
export function typeMembers(items: readonly Code[]): Code {
  return items.length === 0 ? text('{}') : group(members, items)
}

/** A union type; each member on a line of its own where they do not fit on one. */
export function alternatives(items: readonly Code[]): Code {
  const only = items[0]
  return items.length === 1 && only ? only : group(union, items)
}

/** An array literal; on one line where it fits. */
export function array(items: readonly Code[]): Code {
  return items.length === 0 ? text('[]') : group(inBrackets, items)
}

/** Arguments of a call, with their parentheses; on one line where they fit. */
export function args(items: readonly Code[]): Code {
  // A single argument hugs its parentheses: `z.object({`, not `z.object(\n{`.
  if (items.length <= 1) return sequence([text('('), ...items, text(')')])
  return group(inParentheses, items)
}

/**
 * A regular expression: a literal where every character can be seen, else a call of `RegExp`. Throws a `SyntaxError`
 * for a pattern that the engine refuses.
 */
export function regex(source: string, flags = ''): Code {
  const compiled = new RegExp(source, flags)
  if (/^[\x20-\x7E]*$/.test(compiled.source)) return data(`/${compiled.source}/${compiled.flags}`)
  return sequence([
    text('new RegExp'),
    args([literal(source), ...(flags === '' ? [] : [literal(flags)])]),
  ])
}

/** A TSDoc comment. Nothing in the text can end it. Empty text gives no code. */
export function comment(content: string): Code {
  return docComment(content)
}

/** A comment to the end of the line. */
export function lineComment(content: string): Code {
  return data(`// ${escapeUnseen(content)}`)
}

/** Code side by side, with code between; `lines` for statements, `paragraphs` for declarations. */
export function join(items: readonly Code[], separator: Code): Code {
  return sequence(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])))
}

/** Each piece of code on a line of its own; empty ones are left out. */
export function lines(items: readonly Code[]): Code {
  return join(
    items.filter((item) => item.width > 0),
    lineBreak,
  )
}

/** Each piece of code after a blank line; empty ones are left out. */
export function paragraphs(items: readonly Code[]): Code {
  return join(
    items.filter((item) => item.width > 0),
    sequence([lineBreak, lineBreak]),
  )
}

/** No code at all. */
export const empty: Code = sequence([])

/** Words that cannot name a value in a module, and globals that generated modules rely on. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function globalThis if implements import in Infinity instanceof interface let NaN new null ' +
    'package private protected public return static super switch this throw true try typeof undefined var void while ' +
    // Not reserved, but a module system that keeps exports in an object loses it.
    'with yield __proto__'
  ).split(' '),
)

/** Words that cannot name a type, beside {@link reservedWords}. */
export const reservedTypeNames: ReadonlySet<string> = new Set(
  (
    'abstract any asserts bigint boolean infer intrinsic is keyof never number object readonly string symbol unique ' +
    'unknown'
  ).split(' '),
)
