import { type Code, data, lineBreak, sequence } from './code.ts'
import { escapeUnseen } from './quote.ts'

/** Longest text that stays on the line of its comment marks. */
const oneLine = 92

/** A TSDoc comment: on one line where it fits, else with a star before each line. */
export function docComment(content: string): Code {
  const lines = commentLines(content)
  const first = lines[0]
  if (first === undefined) return sequence([])
  if (lines.length === 1 && first.length <= oneLine) return data(`/** ${first} */`)
  return sequence([
    data('/**'),
    ...lines.flatMap((line) => [lineBreak, data(line === '' ? ' *' : ` * ${line}`)]),
    lineBreak,
    data(' */'),
  ])
}

/** Lines without trailing blanks, and without empty ones at either end. */
function commentLines(content: string): string[] {
  const lines = content
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => escapeUnseen(line.replaceAll('\t', '  ').trimEnd()).replaceAll('*/', '*\\/'))
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  return lines
}
