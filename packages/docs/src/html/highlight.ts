import { escapeText, type Html, trusted } from './html.ts'

const doubleQuoted = String.raw`"(?:[^"\\\n]|\\.)*"`
const singleQuoted = String.raw`'(?:[^'\\\n]|\\.)*'`
/** In these languages a backslash is no escape within single quotes, and such a text may have many lines. */
const rawQuoted = "'(?:[^']|'')*'"
const backQuoted = '`(?:[^`\\\\]|\\\\.)*`'
const slashComment = String.raw`\/\/[^\n]*`
const hashComment = String.raw`(?<![\w$'"])#[^\n]*`
const number = String.raw`\b\d+(?:\.\d+)?\b`

const scriptWords =
  'import|from|export|const|let|var|await|async|new|if|for|of|return|throw|function'

const grammars: Readonly<Record<string, RegExp>> = {
  json: grammar('', [doubleQuoted], 'true|false|null'),
  ts: grammar(slashComment, [doubleQuoted, singleQuoted, backQuoted], scriptWords),
  sh: grammar(hashComment, [String.raw`\$?'(?:[^'\\]|\\.)*'`, doubleQuoted], 'curl|npm|npx|export'),
  python: grammar(hashComment, [doubleQuoted, singleQuoted], 'import|from|with|as|for|in|if|def'),
  java: grammar(
    slashComment,
    [doubleQuoted, singleQuoted],
    'import|public|static|void|class|throws|var|new|final|return|using|string|foreach|in|await',
  ),
  go: grammar(
    slashComment,
    [doubleQuoted, backQuoted],
    'package|import|func|if|nil|return|range|defer|for|panic',
  ),
  php: grammar(slashComment, [doubleQuoted, singleQuoted], 'echo|true|false|new|array'),
  ruby: grammar(hashComment, [doubleQuoted, singleQuoted], 'require|puts|do|end|new|true|false'),
  powershell: grammar(hashComment, [doubleQuoted, rawQuoted], 'foreach|in|throw'),
}

const aliases: Readonly<Record<string, string>> = {
  bash: 'sh',
  shell: 'sh',
  console: 'sh',
  typescript: 'ts',
  javascript: 'ts',
  js: 'ts',
  node: 'ts',
  csharp: 'java',
  py: 'python',
  rb: 'ruby',
}

/** The longest text that is coloured. */
const longest = 20_000

/**
 * Colours texts, comments, numbers and words of a language; an unknown language stays plain. The elements have
 * short names and no classes because a page has thousands of them; the style sheet gives each its colour.
 */
export function highlight(code: string, language: string): Html {
  const rules = grammars[aliases[language] ?? language]
  if (!rules || code.length > longest) return trusted(escapeText(code))
  let written = ''
  let last = 0
  for (const match of code.matchAll(rules)) {
    const [text] = match
    const { comment, quoted, figure } = match.groups ?? {}
    const kind = comment ? 'em' : quoted ? 'i' : figure ? 'u' : 'b'
    written += `${escapeText(code.slice(last, match.index))}<${kind}>${escapeText(text)}</${kind}>`
    last = match.index + text.length
  }
  return trusted(written + escapeText(code.slice(last)))
}

function grammar(comment: string, quoted: readonly string[], words: string): RegExp {
  const parts = [
    ...(comment === '' ? [] : [`(?<comment>${comment})`]),
    `(?<quoted>${quoted.join('|')})`,
    `(?<figure>${number})`,
    String.raw`\b(?:${words})\b`,
  ]
  return new RegExp(parts.join('|'), 'g')
}
