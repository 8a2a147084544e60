import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEvents } from './read-events.ts'

const eventsOf = async (text: string, cut = text.length) => {
  const bytes = new TextEncoder().encode(text)
  const chunks = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += cut) controller.enqueue(bytes.slice(at, at + cut))
      controller.close()
    },
  })
  const found = []
  for await (const event of readEvents(chunks)) found.push(event)
  return found
}

it.each([
  ['data: a\n\n', [{ event: 'message', data: 'a', id: '' }]],
  ['\uFEFFdata:a\r\ndata: b\r\n\r\n', [{ event: 'message', data: 'a\nb', id: '' }]],
  [': note\nevent: x\nid: 1\nretry: 50\ndata\n\n', [{ event: 'x', data: '', id: '1', retry: 50 }]],
  ['id: 1\n\ndata: a\rretry: no\r\rdata: lost', [{ event: 'message', data: 'a', id: '1' }]],
])('reads %j', async (text, events) => {
  expect(await eventsOf(text)).toEqual(events)
})

it('reads the same however the stream is cut', async () => {
  const line = fc.constantFrom('data: é', 'event: x', 'id: 7', ': ping', '')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r'))),
      fc.integer({ min: 1, max: 5 }),
      async (lines, cut) => {
        const text = lines.flat().join('')
        expect(await eventsOf(text, cut)).toEqual(await eventsOf(text))
      },
    ),
  )
})

it.each([
  ['of many lines', 'data: x\n'.repeat(300_000)],
  ['of one long line', `data: ${'x'.repeat(8_000_000)}\n`],
])(
  'reads an event %s in time that grows with its length',
  { timeout: 60_000 },
  async (_what, text) => {
    // A reader that begins anew with each piece takes minutes.
    const [event] = await eventsOf(`${text}\n`, 1000)
    expect(event?.data.length).toBeGreaterThan(500_000)
  },
)

it.each([
  ['one line', 'data: '],
  ['many lines', 'data: x\n'.repeat(100)],
])('refuses an event without end, of %s', { timeout: 60_000 }, async (_what, begin) => {
  const filled = begin.endsWith('\n') ? `data: ${'x'.repeat(2 ** 20)}\n` : 'x'.repeat(2 ** 20)
  let isStopped = false
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(begin)),
    pull: (controller) => controller.enqueue(new TextEncoder().encode(filled)),
    cancel: () => {
      isStopped = true
    },
  })
  const read = async () => {
    for await (const event of readEvents(stream)) void event
  }
  await expect(read()).rejects.toThrow(RangeError)
  expect(isStopped).toBe(true)
})

it('stops the stream when its reader stops', async () => {
  let isStopped = false
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: () => {
      isStopped = true
    },
  })
  for await (const { data } of readEvents(stream)) {
    expect(data).toBe('1')
    break
  }
  expect(isStopped).toBe(true)
})
