import { oneSpelling } from './one-spelling.ts'
import { readSegmentPattern, variableNames } from './segment-pattern.ts'

/**
 * The path of a template as Hono spells it, or the nearest that it can: a variable is a parameter, a segment that mixes
 * variables and text is one parameter with an expression, and text that Hono would read as a pattern is one too.
 *
 * @example
 * ```ts
 * import { honoPathOf } from '@concordat/server'
 * honoPathOf('/users/{user-id}/reports/{year}.{format}') // '/users/:user_id/reports/:year_format{[^/]+\\x2e[^/]+}'
 * ```
 * @see {@link https://hono.dev/docs/api/routing | Routing in Hono's documentation}
 */
export function honoPathOf(template: string): string {
  const taken = new Set<string>()
  return template
    .split('/')
    .map((segment) => honoSegment(segment, taken))
    .join('/')
}

function honoSegment(segment: string, taken: Set<string>): string {
  const pattern = readSegmentPattern(segment)
  if (!pattern) {
    const text = decoded(segment)
    return /^:|[*?{}]/.test(text) ? `:${freeName('literal', taken)}{${expressionOf(text)}}` : text
  }
  const name = freeName(variableNames(segment).join('_'), taken)
  if (pattern.weight < 0) return `:${name}`
  return `:${name}{${pattern.literals.map((literal) => expressionOf(decoded(literal))).join('[^/]+')}}`
}

/** Hono compares with the decoded path. */
function decoded(text: string): string {
  try {
    return decodeURI(oneSpelling(text))
  } catch {
    return text
  }
}

/** Only letters and digits stay as they are: a brace would end Hono's expression, a slash its segment. */
function expressionOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/gu, (character) => {
    const code = character.charCodeAt(0)
    if (character.length > 1 || code > 0xff) {
      return [...Array(character.length).keys()]
        .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join('')
    }
    return `\\x${code.toString(16).padStart(2, '0')}`
  })
}

/** Hono refuses two parameters of one name in a path. */
function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted.replaceAll(/\W/g, '_')
  let name = base
  for (let number = 2; taken.has(name); number++) name = `${base}${number}`
  taken.add(name)
  return name
}
