import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curlCommand, quote } from './curl-command.ts'
import { createSecrets, redactMembers } from './secrets.ts'

describe('secrets', () => {
  const identity = {
    name: 'default',
    credentials: new Map<string, string | { username: string; password: string }>([
      ['bearerAuth', 'tok/en+1234'],
      ['login', { username: 'ann', password: 'hunter22' }],
    ]),
  }
  const secrets = createSecrets([
    identity,
    { name: 'bob', credentials: new Map([['bearerAuth', 'bobs-token']]) },
  ])
  test.each([
    ['Bearer tok/en+1234', 'Bearer ${BEARER_AUTH}'],
    ['?key=tok%2Fen%2B1234', '?key=${BEARER_AUTH}'],
    ['Bearer tok/en+123', 'Bearer ${BEARER_AUTH%?}'],
    ['Bearer tok/en+1234x', 'Bearer ${BEARER_AUTH}x'],
    [`Basic ${Buffer.from('ann:hunter22').toString('base64')}`, 'Basic ${LOGIN_BASE64}'],
    ['Bearer bobs-token', 'Bearer ${BOB_BEARER_AUTH}'],
  ])('%s becomes %s', (text, want) => {
    expect(secrets.redact(text)).toBe(want)
  })
  test('members that call themselves secrets are taken out', () => {
    expect(redactMembers('{"access_token":"abc\\"d","name":"x"}')).toBe(
      '{"access_token":"[redacted]","name":"x"}',
    )
  })
})

describe('secrets of any length', () => {
  const secrets = createSecrets([
    { name: 'default', credentials: new Map([['key', 'ab']]) },
    { name: 'second', credentials: new Map([['key', '7']]) },
  ])
  test.each([
    ['X-Key: ab', 'X-Key: ${KEY}'],
    ['?key=ab&b=1', '?key=${KEY}&b=1'],
    ['"key":"7"', '"key":"${SECOND_KEY}"'],
    ['about 17 cabs', 'about 17 cabs'],
  ])('%s becomes %s', (text, want) => {
    expect(secrets.redact(text)).toBe(want)
  })
  test('a header that was given for every request is shown by its name', () => {
    secrets.hide('X-Gateway', 'open sesame')
    expect(secrets.redactHeader('x-gateway', 'open sesame')).toBe('${X_GATEWAY}')
  })
})

describe('curl', () => {
  test('a shell reads every word as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!text.includes('\u0000'))
        const read = execFileSync('sh', ['-c', `printf %s ${quote(`a${text}`)}`], {
          encoding: 'utf8',
        })
        expect(read).toBe(`a${text}`)
      }),
      { numRuns: 40 },
    )
  })
  test('credentials are variables that the shell fills in', () => {
    const read = execFileSync('sh', ['-c', `printf %s ${quote('Bearer ${TOKEN} "$x" `y`')}`], {
      encoding: 'utf8',
      env: { TOKEN: 'secret', PATH: process.env.PATH ?? '' },
    })
    expect(read).toBe('Bearer secret "$x" `y`')
  })
  test('a body with control characters stays one line, and is sent as it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (some) => {
        const text = `--a\r\nb: 100%d\\n'\0\u202e${some}\r\n`
        const request = {
          method: 'POST',
          url: '/',
          headers: [],
          body: { text, bytes: 1, truncated: false },
        }
        const line = curlCommand({ request, milliseconds: 1 }) ?? ''
        expect(line).not.toMatch(/\p{Cc}/u)
        const write = line.slice(0, line.lastIndexOf(' | curl '))
        expect(execFileSync('sh', ['-c', write], { encoding: 'utf8' })).toBe(text)
      }),
      { numRuns: 30 },
    )
  })
  test('one line, with method, headers and body', () => {
    const line = curlCommand({
      request: {
        method: 'POST',
        url: 'http://localhost/a?b=c',
        headers: [['Content-Type', 'application/json']],
        body: { text: '{"a":"it\'s"}', bytes: 12, truncated: false },
      },
      milliseconds: 1,
    })
    expect(line).toBe(
      `curl -i -X POST -H 'Content-Type: application/json' --data-raw '{"a":"it'\\''s"}' 'http://localhost/a?b=c'`,
    )
  })
})
