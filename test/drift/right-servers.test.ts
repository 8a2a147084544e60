import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { benches } from './benches.ts'
import { families } from './kit/bench.ts'
import { Judge } from './kit/judge.ts'
import { type Ask, type Visitor, visit } from './kit/visitor.ts'

/** Texts for parameters, most of them odd. */
const texts = [
  '1',
  '3',
  '0',
  '-1',
  '',
  'abc',
  '1.5',
  '1e1',
  '0x10',
  '99999999999999999999',
  '%00',
  '%zz',
  '%2F',
  '%F0%9F%90%9D',
  '..',
  'true',
  'null',
  '2024-02-30',
  '2024-02-29',
  "'",
  'a'.repeat(500),
  'allotment-1',
  'NL002',
  '9007199254740993',
]

/** Bodies, most of them odd. */
const bodies: Ask[] = [
  {},
  { type: 'application/json' },
  ...[
    'null',
    '[]',
    '{}',
    '""',
    '1',
    '{',
    'true',
    '{"__proto__": {"a": 1}}',
    '\ufeff{}',
    '{"title": "\\ud800"}',
    '[[[[[[[[]]]]]]]]',
  ].flatMap((body) =>
    [
      'application/json',
      'application/merge-patch+json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      '',
    ].map((type) => ({ body, type })),
  ),
  { body: Buffer.from([0xff, 0xfe, 0x00]), type: 'application/json' },
  { body: 'x'.repeat(100_000), type: 'application/json' },
  { body: `${'['.repeat(5000)}${']'.repeat(5000)}`, type: 'application/json' },
  { body: Buffer.from([1, 2, 3]), type: 'image/png' },
  { form: { title: 'x', status: 'created', at: '2024-01-01T23:59:60Z' } },
]

const headers: Record<string, string>[] = [
  {},
  { 'if-match': '"x"' },
  { 'if-none-match': 'W/"x", *' },
  { 'if-modified-since': 'yesterday' },
  { accept: 'image/png' },
  { accept: 'text/*;q=0.1, application/json;q=x' },
  { 'x-channel': 'web', 'idempotency-key': 'x' },
  { 'content-encoding': 'br' },
  { range: 'bytes=0-3' },
]

function operationsOf(document: string): { method: string; path: string; query: string[] }[] {
  const read = parse(readFileSync(document, 'utf8')) as {
    paths: Record<
      string,
      Record<string, { parameters?: { in?: string; name?: string; $ref?: string }[] }>
    >
  }
  return Object.entries(read.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, { parameters = [] }]) => {
        const named = parameters.flatMap((one) =>
          one.in === 'query' && one.name
            ? [one.name]
            : one.$ref
              ? [one.$ref.split('/').at(-1)!.toLowerCase()]
              : [],
        )
        return { method: method.toUpperCase(), path, query: named }
      }),
  )
}

async function tour(visitor: Visitor, document: string, logins: string[]): Promise<void> {
  const as = [...logins, null]
  for (const { method, path, query } of operationsOf(document)) {
    const fill = (value: string): string =>
      path.replace(
        /\{\w+\}/g,
        value === '' ? 'x' : value.startsWith('%') ? value : encodeURIComponent(value),
      )
    for (const [index, text] of texts.entries()) {
      const names = query.map(
        (name) => `${name}=${text.startsWith('%') ? text : encodeURIComponent(text)}`,
      )
      await visitor.send(method, `${fill(text)}?${names.join('&')}`, {
        as: as[index % as.length] ?? null,
      })
      for (const name of names) await visitor.send(method, `${fill('1')}?${name}&${name}`)
    }
    for (const one of headers) await visitor.send(method, fill('3'), { headers: one })
    if (['POST', 'PUT', 'PATCH'].includes(method)) {
      for (const [index, body] of bodies.entries()) {
        for (const id of ['3', 'allotment-1', '3d1f0a52-9b7c-4e21-8c44-6a0b5f1e7d90']) {
          await visitor.send(method, fill(id), {
            ...body,
            as: as[index % as.length] ?? null,
            headers: { 'x-channel': 'web' },
          })
        }
      }
    }
    for (const odd of ['TRACE', 'OPTIONS', 'HEAD', 'PROPFIND']) await visitor.send(odd, fill('3'))
  }
}

describe.each(benches)('the right $api', ({ document, logins, servers }) => {
  test('keeps to its document whatever it is sent', { timeout: 120_000 }, async () => {
    const judge = new Judge(document)
    const faults = new Set<string>()
    const running = await servers[0]!.start()
    try {
      const visitor = visit(running.url, logins, (answer) => {
        for (const fault of judge.faults(answer))
          faults.add(`${answer.method} ${answer.path.slice(0, 80)} ${answer.status}: ${fault}`)
        if (answer.status >= 500)
          faults.add(`${answer.method} ${answer.path.slice(0, 80)} ${answer.status} ${answer.text}`)
        if (answer.status === 405 && answer.headers.allow === undefined)
          faults.add('405 without Allow')
        if (answer.status === 401 && answer.headers['www-authenticate'] === undefined)
          faults.add('401 without a challenge')
      })
      await tour(visitor, document, Object.keys(logins))
    } finally {
      await running.close()
    }
    expect([...faults]).toEqual([])
  })
})

test('the bench is as large as it must be', () => {
  const servers = benches.flatMap((bench) => bench.servers)
  expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length)
  for (const family of families) {
    expect(
      servers.filter((server) => server.family === family).length,
      family,
    ).toBeGreaterThanOrEqual(10)
  }
  expect(servers.filter(({ kind }) => kind === 'wrong').length).toBeGreaterThanOrEqual(120)
  expect(servers.filter(({ kind }) => kind === 'variation').length).toBeGreaterThanOrEqual(15)
})
