import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Http1Parser, type ParsedMessage } from './http1-parser.ts'

const read = (text: string, method = 'GET'): ParsedMessage => {
  const parser = new Http1Parser(method)
  return parser.push(Buffer.from(text, 'latin1')) ?? parser.end()
}
const kinds = (message: ParsedMessage): string[] => message.faults.map(({ kind }) => kind)

describe('bodies end where HTTP says', () => {
  test.each([
    ['by length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok'],
    [
      'by chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
      'ok',
    ],
    ['with the connection', 'HTTP/1.0 200 OK\r\n\r\nok', 'ok'],
    [
      'after an interim answer',
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      'ok',
    ],
  ])('%s', (_, text, want) => {
    const message = read(text)
    expect(message.body.toString()).toBe(want)
    expect(kinds(message)).toEqual([])
  })
})

describe('faults', () => {
  test.each([
    [
      'a body that is too short',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok',
      'GET',
      'length-mismatch',
    ],
    [
      'bytes after the body',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nok',
      'GET',
      'surplus-bytes',
    ],
    ['a body of HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', 'HEAD', 'body-forbidden'],
    [
      'a length of 204',
      'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n',
      'GET',
      'length-forbidden',
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok',
      'GET',
      'conflicting-length',
    ],
    [
      'a field without a name',
      'HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\nok',
      'GET',
      'header-syntax',
    ],
  ])('%s', (_, text, method, want) => {
    expect(kinds(read(text, method))).toContain(want)
  })
})

test('repeated fields stay apart and keep their case', () => {
  const { headers } = read('HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:  2 \r\nContent-Length: 0\r\n\r\n')
  expect(headers.slice(0, 2)).toEqual([
    ['X-A', '1'],
    ['x-a', '2'],
  ])
})

test('what is no HTTP throws', () => {
  expect(() => read('SSH-2.0-OpenSSH\r\n\r\n')).toThrow('status line')
})

test('it does not matter how the bytes are cut', () => {
  const text =
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
      const points = [0, ...[...cuts].sort((left, right) => left - right), text.length]
      const parser = new Http1Parser('GET')
      let message: ParsedMessage | undefined
      for (const [index, from] of points.entries()) {
        message =
          parser.push(Buffer.from(text.slice(from, points[index + 1] ?? text.length))) ?? message
      }
      expect(message?.body.toString()).toBe('hello world')
    }),
  )
})
