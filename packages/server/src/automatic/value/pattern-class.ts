/** Ranges of code points, both ends included. */
export type Members = readonly (readonly [number, number])[]

const digits: Members = [[48, 57]]
const upper: Members = [[65, 90]]
const lower: Members = [[97, 122]]
const wordMembers: Members = [...lower, ...upper, ...digits, [95, 95]]
const spaces: Members = [[32, 32]]
const printable: Members = [[32, 126]]

/** What is not in the ranges, taken from visible ASCII first, then from Latin letters. */
function negate(members: Members): Members {
  const outside = (code: number): boolean =>
    !members.some(([low, high]) => code >= low && code <= high)
  const found = [...range(97, 122), ...range(32, 126), ...range(0xc0, 0x17f)].filter(outside)
  return found.map((code) => [code, code] as const)
}

function range(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
}

function escaped(symbol: string): Members | undefined {
  switch (symbol) {
    case 'd':
      return digits
    case 'w':
      return wordMembers
    case 's':
      return spaces
    case 'D':
      return negate(digits)
    case 'W':
      return negate(wordMembers)
    case 'S':
      return negate(spaces)
    default:
      return undefined
  }
}

/** A few members of a Unicode property: one is enough to draw from. @see ECMA-262, table 69 */
function property(name: string): Members {
  const value = name.split('=').at(-1) ?? name
  if (/^(Lu|Uppercase(_Letter)?)$/.test(value)) return upper
  if (/^(Ll|Lowercase(_Letter)?)$/.test(value)) return lower
  if (/^(N|Nd|Number|Decimal_Number)$/.test(value)) return digits
  if (/^(P|Punctuation|Po|Other_Punctuation)$/.test(value)) return [[33, 35]]
  if (/^(S|Symbol|Sm|Math_Symbol)$/.test(value)) return [[43, 43]]
  if (/^(Z|Zs|Separator|Space_Separator|White_Space)$/.test(value)) return spaces
  if (/^(Cyrillic)$/.test(value)) return [[0x430, 0x44f]]
  if (/^(Greek)$/.test(value)) return [[0x3b1, 0x3c1]]
  if (/^(Han)$/.test(value)) return [[0x4e00, 0x4e20]]
  if (/^(Hiragana)$/.test(value)) return [[0x3041, 0x3050]]
  if (/^(Katakana)$/.test(value)) return [[0x30a1, 0x30b0]]
  return lower
}

/** Character classes of regular expressions, as far as one needs them to draw from. */
export const classMembers = { word: wordMembers, printable, negate, escaped, property } as const
