import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { answerName } from '../exchange/facts.ts'

/** What only the inside of a program looks like, by the kind of leak. */
const traces: readonly (readonly [string, RegExp])[] = [
  [
    'a JavaScript stack trace',
    /\n?\s+at (?:async )?(?:[\w.<>$ [\]]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s:)]+:\d+:\d+\)?/,
  ],
  ['a Python traceback', /Traceback \(most recent call last\)|File "[^"]+\.py", line \d+/],
  ['a Java stack trace', /\bat [\w.$]+\([\w$]+\.(?:java|kt|scala):\d+\)/],
  ['a Go stack trace', /\bgoroutine \d+ \[|\b[\w/]+\.go:\d+ \+0x/],
  ['a Ruby or PHP stack trace', /\.rb:\d+:in [`']|\.php:\d+\b|\bin \/[\w/.-]+\.php on line \d+/],
  ['a .NET stack trace', /\bat [\w.]+\([^)]*\) in [^\n]+\.cs:line \d+/],
  [
    'an SQL error',
    /SQLSTATE\[?\w*|\bORA-\d{5}|syntax error at or near|SQLITE_(?:ERROR|CONSTRAINT)|You have an error in your SQL syntax|duplicate key value violates unique constraint/,
  ],
  [
    'a path of the server',
    /(?:^|["'\s(=:])\/(?:home|Users|root|usr\/src|var\/www|srv|opt|app|workspace)\/[\w.@-]+(?:\/[\w.@-]+)+\.\w{1,5}|\bnode_modules\/|[A-Z]:\\(?:Users|inetpub|Windows|Program)[\\\w.-]+/,
  ],
]

/** Answers do not show stack traces, queries or paths of the server. */
export const internalsLeaked = defineCheck({
  id: 'internals-leaked',
  title: 'No stack trace, query or internal path is answered',
  severity: 'error',
  axes: { direction: 'response', area: 'robustness', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, request } = exchange
    if (answer === undefined || answer.status < 400 || answer.body.length === 0) return []
    const body = new TextDecoder().decode(answer.body.subarray(0, 65_536)).replaceAll('\\n', '\n')
    const sent = sentText(request.target, request.body)
    return traces.flatMap(([name, pattern]) => {
      const [match] = pattern.exec(body) ?? []
      // What the caller said himself may be repeated to him.
      if (match === undefined || sent.includes(match.trim())) return []
      return [
        {
          message: `${answerName(exchange)} shows ${name}: ${JSON.stringify(match.trim().slice(0, 120))}.`,
          pointer: answer.documented?.pointer ?? operation.pointer,
          cause: `${answer.status} ${name}`,
        },
      ]
    })
  },
})

function sentText(target: string, body: Uint8Array | undefined): string {
  let query = target
  try {
    query = decodeURIComponent(target)
  } catch {
    // A broken escape stays as it is.
  }
  return `${query}\n${body === undefined ? '' : new TextDecoder().decode(body)}`
}
