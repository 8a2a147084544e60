import { shown } from '@concordat/model'
import { type Draft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

/**
 * Reads a `pattern` that was written for another engine as ECMA-262 says the same, where what stands there is no pattern
 * or can match no text. What cannot be written is left as it is.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-6.4 | JSON Schema Core, 6.4}
 */
export function normalisePattern(draft: Draft, context: ObjectContext) {
  const pattern = own(draft, 'pattern')
  if (typeof pattern !== 'string') return
  const read = ecmaPattern(pattern)
  if (read === undefined || read === pattern) return
  context.report(
    'schema-pattern-dialect',
    `\`${shown(pattern)}\` is written for another engine than that of ECMA-262; it was read as \`${shown(read)}\`.`,
    'pattern',
  )
  draft.pattern = read
}

/** A text that begins before its start, or goes on after its end, is none: the slashes stand around the pattern. */
const delimited = /^\/(?<body>\^.*|.*\$)\/(?<flags>[giu]*)$/s
const caseless = /^\(\?i\)(?<body>.*)$/s
const foreignMark = /\\[AzZ]|\(\?P[<=]|\\x\{|\\[pP]\{/
/** Inside brackets, `[:alpha:]` is a set of characters in POSIX and some characters in ECMA-262. */
const posixSet = /\[\^?(?:\\.|[^\]\\])*?\[:\w+:\]/s

function ecmaPattern(pattern: string): string | undefined {
  const { body = pattern, flags = '' } = delimited.exec(pattern)?.groups ?? {}
  const inner = caseless.exec(body)?.groups?.body
  const plain = inner ?? body
  const isForeign = (foreignMark.test(plain) && !isPattern(plain, 'u')) || posixSet.test(plain)
  const translated = isForeign ? translate(plain) : plain
  const ignoresCase = inner !== undefined || flags.includes('i')
  const read = ignoresCase && translated !== undefined ? ignoringCase(translated) : translated
  return read !== undefined && isPattern(read, '') ? read : undefined
}

function isPattern(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags)
    return true
  } catch {
    // The engine's refusal is the answer.
    return false
  }
}

/** Sets of POSIX and of Java, which has them in `\p{…}` and by the same names. */
const sets: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7F',
  blank: ' \\t',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '\\x21-\\x7E',
  lower: 'a-z',
  print: '\\x20-\\x7E',
  punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
  space: ' \\t\\n\\x0B\\f\\r',
  upper: 'A-Z',
  word: 'a-zA-Z0-9_',
  xdigit: '0-9a-fA-F',
}
/** A set, or the intersection of two, that only newer engines know. */
const intersection = /\[(?:\\.|[^\]\\])*&&/s
const foreignPart =
  /\\(?<anchor>[AzZ])|\(\?P<(?<group>\w+)>|\(\?P=(?<back>\w+)\)|\\x\{(?<code>[0-9a-fA-F]{1,6})\}|\\(?<sign>[pP])\{(?<name>\w+)\}|\[:(?<posix>\w+):\]|\\.|\[\^?\]?|\]|./gs

/** `undefined` where a part has no counterpart. */
function translate(source: string): string | undefined {
  if (intersection.test(source)) return undefined
  let isInSet = false
  let out = ''
  for (const { 0: part, groups = {} } of source.matchAll(foreignPart)) {
    const { anchor, group, back, code, sign, name, posix } = groups
    if (posix !== undefined && isInSet) out += sets[posix.toLowerCase()] ?? part
    else if (anchor !== undefined && !isInSet) out += anchor === 'A' ? '^' : '$'
    else if (group !== undefined) out += `(?<${group}>`
    else if (back !== undefined) out += `\\k<${back}>`
    else if (code !== undefined) out += `\\u{${code}}`
    else if (sign !== undefined && name !== undefined) {
      const property = readProperty(sign, name, isInSet)
      if (property === undefined) return undefined
      out += property
    } else {
      if (part.startsWith('[') && !isInSet) isInSet = true
      else if (part === ']') isInSet = false
      out += part
    }
  }
  return out
}

/** A `\p{…}` that ECMA-262 has, or a set that it says in another way. */
function readProperty(sign: string, name: string, isInSet: boolean): string | undefined {
  const set = sets[name.toLowerCase()]
  if (set === undefined) {
    const known = [name, `Script=${name}`].find((one) => isPattern(`\\p{${one}}`, 'u'))
    return known === undefined ? undefined : `\\${sign}{${known}}`
  }
  if (isInSet) return sign === 'p' ? set : undefined
  return sign === 'p' ? `[${set}]` : `[^${set}]`
}

const casePart =
  /\\(?:[pPu]\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<\w+>|.)|\(\?<\w+>|\[\^?|\]|(?<from>[^\\[\]])-(?<to>[^\\[\]])|./gs
const letter = /^[A-Za-z]$/

/** The same pattern for letters of either case; `undefined` for ranges from letters to anything else. */
function ignoringCase(source: string): string | undefined {
  let isInSet = false
  let out = ''
  for (const { 0: part, groups = {} } of source.matchAll(casePart)) {
    const { from, to } = groups
    if (from !== undefined && to !== undefined && isInSet) {
      const isLetters = /^(?:[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(part)
      if (!isLetters && /[A-Za-z]/.test(part)) return undefined
      out += isLetters ? part.toLowerCase() + part.toUpperCase() : part
    } else if (letter.test(part)) {
      const both = part.toLowerCase() + part.toUpperCase()
      out += isInSet ? both : `[${both}]`
    } else if (from !== undefined) {
      // Outside of a set `a-z` is three characters.
      for (const one of part) {
        out += letter.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : one
      }
    } else {
      if (part.startsWith('[')) isInSet = true
      else if (part === ']') isInSet = false
      out += part
    }
  }
  return out
}
