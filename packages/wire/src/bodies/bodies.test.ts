import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MediaTypeDescriptor } from '../descriptor.ts'
import type { Decoded } from '../issue.ts'
import { findMediaType } from '../media/match-media-type.ts'
import { allCodecs } from './all-codecs.ts'
import { decodeBody } from './decode-body.ts'
import { encodeBody } from './encode-body.ts'
import { readSequence } from './sequence.ts'
import { validateBody } from './validate-body.ts'

const bytesOf = async (body: BodyInit): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(body).arrayBuffer())

const decode = (
  bytes: Uint8Array<ArrayBuffer> | string,
  contentType: string,
  content: Record<string, MediaTypeDescriptor>,
): Decoded<unknown> => {
  const type = findMediaType(content, contentType)
  if (!type) throw new Error(`${contentType} is not documented`)
  const raw = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return decodeBody(raw, type, allCodecs)
}

const roundTrip = async (
  mediaType: string,
  descriptor: MediaTypeDescriptor,
  value: unknown,
): Promise<unknown> => {
  const content = { [mediaType]: descriptor }
  const { body, contentType } = encodeBody(content, value, undefined, allCodecs)
  const decoded = decode(await bytesOf(body), contentType, content)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues))
  return decoded.value
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const key = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'x y', 'é&='),
  text.filter((one) => one !== '' && !/%(?:22|0a|0d)/i.test(one)),
)

describe('JSON', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const found = await roundTrip('application/vnd.a+json', {}, value)
        expect(JSON.stringify(found)).toBe(JSON.stringify(value))
      }),
    )
  })
  it('may begin with a byte order mark and is UTF-8 whatever charset says', () => {
    const content = { 'application/json': {} }
    expect(decode('\uFEFF"é"', 'application/json', content)).toEqual({ ok: true, value: 'é' })
    expect(decode('"é"', 'application/json; charset=latin1; charset=x', content)).toEqual({
      ok: true,
      value: 'é',
    })
  })
  it.each([
    ['', /expected JSON, found nothing/],
    ['{"a":', /expected JSON, found `{"a":`/],
    ['NaN', /expected JSON/],
    [new Uint8Array([0x22, 0xff, 0x22]), /expected text in utf-8/],
    [new Uint8Array([0xff, 0xfe, 0x31, 0x00]), /expected text in utf-8/],
  ])('refuses %j', (body, message) => {
    expect(decode(body, 'application/json', { 'application/json': {} })).toEqual({
      ok: false,
      issues: [
        expect.objectContaining({ code: 'malformed', message: expect.stringMatching(message) }),
      ],
    })
  })
  it.each([undefined, () => 1, 1n])('cannot be made of %s', (value) => {
    expect(() => encodeBody({ 'application/json': {} }, value)).toThrow(TypeError)
  })
})

describe('sequences', () => {
  it.each(['application/x-ndjson', 'application/json-seq', 'application/geo+json-seq'])(
    '%s is read back as it was written',
    async (mediaType) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.jsonValue()), async (value) => {
          const found = await roundTrip(mediaType, { perItem: true }, value)
          expect(JSON.stringify(found)).toBe(JSON.stringify(value))
        }),
      )
    },
  )
  it('skips empty lines and takes both line ends', () => {
    expect(decode('1\r\n\n2', 'application/jsonl', { 'application/jsonl': {} })).toEqual({
      ok: true,
      value: [1, 2],
    })
  })
  it('names the line that is no JSON', () => {
    expect(decode('1\nx\n', 'application/jsonl', { 'application/jsonl': {} })).toMatchObject({
      ok: false,
      issues: [{ path: [1], code: 'malformed' }],
    })
  })
  it('refuses a record that may have been cut short, as RFC 7464 asks', () => {
    const content = { 'application/json-seq': {} }
    expect(decode('\x1E1\n\x1E12', 'application/json-seq', content)).toMatchObject({
      ok: false,
      issues: [{ path: [1] }],
    })
    expect(decode('\x1E{"a":1}', 'application/json-seq', content).ok).toBe(true)
  })
  it('arrives item by item, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('lines' as const, 'records' as const),
        async (values, size, kind) => {
          const mediaType = kind === 'lines' ? 'application/jsonl' : 'application/json-seq'
          const { body } = encodeBody({ [mediaType]: {} }, values, undefined, allCodecs)
          const bytes = await bytesOf(body)
          let at = 0
          const stream = new ReadableStream<Uint8Array>({
            pull(controller) {
              if (at >= bytes.length) return controller.close()
              controller.enqueue(bytes.slice(at, at + size))
              at += size
            },
          })
          const found: unknown[] = []
          for await (const item of readSequence(stream, kind)) found.push(item)
          expect(JSON.stringify(found)).toBe(JSON.stringify(values))
        },
      ),
      { numRuns: 50 },
    )
  })
  it('stops the stream when its reader stops', async () => {
    let cancelled = false
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('1\n2\n')),
      cancel: () => {
        cancelled = true
      },
    })
    for await (const item of readSequence(stream)) {
      expect(item).toBe(1)
      break
    }
    expect(cancelled).toBe(true)
  })
})

describe('text and bytes', () => {
  it('is read in its charset', () => {
    const content = { 'text/plain': {} }
    const latin1 = new Uint8Array([0xe9])
    expect(decode(latin1, 'text/plain; charset=iso-8859-1', content)).toEqual({
      ok: true,
      value: 'é',
    })
    expect(decode(latin1, 'text/plain', content).ok).toBe(false)
    expect(decode(latin1, 'text/plain; charset=rubbish', content).ok).toBe(false)
  })
  it('stands for what the shape says', () => {
    const content = { 'text/plain': { shape: 'integer' } } as const
    expect(decode('42', 'text/plain', content)).toEqual({ ok: true, value: 42 })
    expect(decode('4x', 'text/plain', content).ok).toBe(false)
    expect(encodeBody(content, 42)).toEqual({ body: '42', contentType: 'text/plain' })
  })
  it('is a Blob where the document says bytes', async () => {
    const bytes = new Uint8Array([0, 255, 1])
    const found = await roundTrip(
      'image/*',
      { binary: true },
      new Blob([bytes], { type: 'image/png' }),
    )
    expect(found).toBeInstanceOf(Blob)
    expect((found as Blob).type).toBe('image/png')
    expect(await bytesOf(found as Blob)).toEqual(bytes)
  })
  it('is JSON under a range that says neither', () => {
    expect(decode('{"a":1}', 'text/plain', { '*/*': {} })).toEqual({ ok: true, value: { a: 1 } })
    expect(encodeBody({ '*/*': {} }, { a: 1 }).contentType).toBe('application/json')
  })
  it('is bytes under a range that says neither, where it is no JSON', () => {
    const found = decode('PNG', 'image/png', { '*/*': {} })
    expect(found).toMatchObject({ ok: true, value: { size: 3, type: 'image/png' } })
    expect(decode('{', 'application/json', { '*/*': {} }).ok).toBe(false)
  })
  it('needs a documented media type', () => {
    expect(() => encodeBody({ 'text/plain': {} }, 'a', 'text/html')).toThrow(/not documented/)
    expect(() => encodeBody({ 'application/xml': {} }, { a: 1 })).toThrow(/string or bytes/)
  })
})

describe('urlencoded forms', () => {
  const descriptor: MediaTypeDescriptor = {
    shape: {
      object: {
        s: 'string',
        n: 'integer',
        list: { array: 'integer' },
        csv: { array: 'string' },
        deep: { object: { a: 'integer', b: { array: 'boolean' } } },
        object: { object: {} },
        json: { array: 'unknown' },
        either: { anyOf: ['integer', { array: 'integer' }] },
      },
    },
    encoding: {
      csv: { style: 'form', explode: false },
      deep: { style: 'deepObject', explode: true },
      json: { contentType: 'application/json' },
    },
  }
  it('are read back as they were written', async () => {
    const form = fc.record(
      {
        s: text,
        n: fc.integer(),
        list: fc.array(fc.integer(), { minLength: 1 }),
        csv: fc.array(text, { minLength: 1 }),
        deep: fc.record({ a: fc.integer(), b: fc.array(fc.boolean(), { minLength: 1 }) }),
        object: fc.dictionary(key, fc.jsonValue()),
        json: fc.array(fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(form, async (value) => {
        const found = await roundTrip('application/x-www-form-urlencoded', descriptor, value)
        // JSON text has no -0.
        expect(found).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it('are written as the specification shows', () => {
    const content = { 'application/x-www-form-urlencoded': descriptor }
    const value = { s: 'a b&c', list: [1, 2], csv: ['x', 'y'], deep: { a: 1 }, object: { z: 1 } }
    expect(encodeBody(content, value, undefined, allCodecs).body).toBe(
      's=a%20b%26c&list=1&list=2&csv=x,y&deep%5Ba%5D=1&object=%7B%22z%22%3A1%7D',
    )
  })
  it('keep unknown fields as text and refuse what is badly written', () => {
    const content = { 'application/x-www-form-urlencoded': descriptor }
    const type = 'application/x-www-form-urlencoded; charset=utf-8'
    expect(decode('s=a+b&zz=1', type, content)).toEqual({ ok: true, value: { s: 'a b', zz: '1' } })
    expect(decode('', type, content)).toEqual({ ok: true, value: {} })
    expect(decode('n=1e1', type, content)).toMatchObject({ issues: [{ in: 'body', path: ['n'] }] })
    expect(decode('s=1&s=2', type, content)).toMatchObject({ issues: [{ code: 'duplicate' }] })
    expect(decode('s=%zz', type, content)).toMatchObject({ issues: [{ code: 'malformed' }] })
  })
})

describe('multipart forms', () => {
  const descriptor: MediaTypeDescriptor = {
    shape: {
      object: {
        s: 'string',
        n: 'number',
        flags: { array: 'boolean' },
        csv: { array: 'string' },
        meta: { object: {} },
        metas: { array: { object: {} } },
        photo: 'unknown',
        files: { array: 'unknown' },
        note: 'string',
      },
    },
    files: ['photo', 'files'],
    encoding: {
      csv: { style: 'pipeDelimited' },
      note: { contentType: 'application/json' },
      photo: { contentType: 'image/png, image/*' },
    },
  }
  const content = { 'multipart/form-data': descriptor }
  const line = text.filter((one) => !one.startsWith('\uFEFF'))

  it('are read back as they were written', async () => {
    const form = fc.record(
      {
        s: line,
        n: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
        flags: fc.array(fc.boolean(), { minLength: 1 }),
        csv: fc.array(
          line.filter((one) => !one.includes('|')),
          { minLength: 1 },
        ),
        meta: fc.dictionary(key, fc.jsonValue()),
        metas: fc.array(fc.dictionary(key, fc.jsonValue()), { minLength: 1 }),
        note: text,
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(form, key, line, async (value, extra, extraText) => {
        fc.pre(!Object.hasOwn(value, extra) && !JSON.stringify(descriptor).includes(`"${extra}"`))
        const sent = Object.fromEntries([...Object.entries(value), [extra, extraText]])
        const found = await roundTrip('multipart/form-data', descriptor, sent)
        expect(JSON.stringify(found)).toBe(JSON.stringify(sent))
      }),
    )
  })

  it('carry files with any bytes, names and types', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        key,
        async (contents, name) => {
          const files = contents.map(
            (bytes) => new File([new Uint8Array(bytes)], name, { type: 'image/gif' }),
          )
          const found = await roundTrip('multipart/form-data', descriptor, {
            photo: files[0],
            files,
          })
          const { photo, files: others } = found as { photo: File; files: File[] }
          expect([photo.name, photo.type]).toEqual([name, 'image/gif'])
          expect(await Promise.all(others.map(async (one) => [...(await bytesOf(one))]))).toEqual(
            contents.map((bytes) => [...bytes]),
          )
        },
      ),
      { numRuns: 50 },
    )
  })

  it('are understood by the platform', async () => {
    const value = { s: 'a"b\r\n', photo: new Blob(['x']), meta: { a: 1 } }
    const { body, contentType } = encodeBody(content, value, undefined, allCodecs)
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
    expect(form.get('s')).toBe('a"b\r\n')
    expect(form.get('photo')).toBeInstanceOf(File)
    expect((form.get('photo') as File).type).toBe('image/png')
    expect(form.get('meta')).toBe('{"a":1}')
  })

  it('are understood from the platform', async () => {
    const form = new FormData()
    form.append('s', 'x')
    form.append('flags', 'true')
    form.append('flags', 'false')
    form.append('photo', new File(['abc'], 'é"\n.png', { type: 'image/png' }))
    const response = new Response(form)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const found = decode(bytes, response.headers.get('content-type')!, content)
    expect(found).toMatchObject({ ok: true, value: { s: 'x', flags: [true, false] } })
    const { photo } = (found as { value: { photo: File } }).value
    expect([photo.name, photo.size]).toEqual(['é"\n.png', 3])
  })

  const part = (disposition: string, body: string) =>
    `--b\r\nContent-Disposition: ${disposition}\r\n\r\n${body}\r\n`
  it.each([
    ['no boundary', 'multipart/form-data', '', /boundary/],
    ['nothing', 'multipart/form-data; boundary=b', '', /parts/],
    ['no end', 'multipart/form-data; boundary=b', part('form-data; name="s"', 'x'), /parts/],
    ['no name', 'multipart/form-data; boundary=b', `${part('form-data', 'x')}--b--`, /name/],
    ['no headers', 'multipart/form-data; boundary=b', '--b\r\n--b--', /parts/],
    [
      'a field twice',
      'multipart/form-data; boundary=b',
      `${part('form-data; name="s"', 'x')}${part('form-data; name="s"', 'y')}--b--`,
      /one part/,
    ],
    [
      'a bad number',
      'multipart/form-data; boundary=b',
      `${part('form-data; name="n"', '0x1')}--b--`,
      /expected a number/,
    ],
  ])('refuse %s', (_, contentType, body, message) => {
    expect(decode(body, contentType, content)).toEqual({
      ok: false,
      issues: [expect.objectContaining({ message: expect.stringMatching(message) })],
    })
  })
  it.each([
    [{ anyOf: ['null', { array: 'integer' }] }, '1', [1]],
    [{ anyOf: ['null', { array: { object: {} } }] }, '{}', [{}]],
    [{ array: 'integer' }, '[1, 2]', [1, 2]],
  ] as const)('read JSON parts by the kind of value that %j says', (shape, json, value) => {
    const body = `--b\r\nContent-Disposition: form-data; name="s"\r\nContent-Type: application/json\r\n\r\n${json}\r\n--b--`
    const described = { 'multipart/form-data': { shape: { object: { s: shape } } } }
    expect(decode(body, 'multipart/form-data; boundary=b', described)).toEqual({
      ok: true,
      value: { s: value },
    })
  })
  it('have the type that `encoding` lists, where they say one', () => {
    const photo = (type: string) =>
      decode(
        `--b\r\nContent-Disposition: form-data; name="photo"; filename="x"\r\n${type}\r\nx\r\n--b--`,
        'multipart/form-data; boundary=b',
        content,
      ).ok
    expect(photo('Content-Type: image/gif\r\n')).toBe(true)
    expect(photo('')).toBe(true)
    expect(photo('Content-Type: text/plain\r\n')).toBe(false)
  })
  it('take a name only where it stands as a parameter', () => {
    const body = `${part('form-data; filename="x; name=s"; name="photo"', 'x')}--b--`
    expect(decode(body, 'multipart/form-data; boundary="b"', content)).toMatchObject({
      ok: true,
      value: { photo: { name: 'x; name=s' } },
    })
  })
  it('read filename* and take a boundary inside the content for content', () => {
    const body = `${part("form-data; name=photo; filename=x; filename*=UTF-8''%C3%A9", 'x --b-- y')}--b--`
    expect(decode(body, 'multipart/form-data; boundary=b', content)).toMatchObject({
      value: { photo: { name: 'é', size: 9 } },
    })
  })
})

describe('validating a body', () => {
  const positive = {
    safeParse: (value: unknown) =>
      typeof value === 'number' && value > 0
        ? ({ success: true, data: value } as const)
        : ({ success: false, error: { issues: [{ path: ['x'], message: 'no' }] } } as const),
  }
  it('validates each item of a sequence where the schema describes one', () => {
    expect(validateBody(positive, [1, -1], { perItem: true })).toEqual([
      { path: [1, 'x'], message: 'no' },
    ])
    expect(validateBody(positive, 1)).toEqual([])
    expect(validateBody(positive, [1])).toHaveLength(1)
  })
})
