import { allCodecs, encodeBody, isBinarySource, type MediaTypeDescriptor } from '@concordat/wire'

/** Sends the items of a sequence one by one, as they are produced and as fast as the caller takes them. */
export function sequenceStream(
  items: AsyncIterable<unknown>,
  mediaType: string,
  descriptor: MediaTypeDescriptor = {},
): ReadableStream<Uint8Array> {
  const iterator = items[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done === true) {
        controller.close()
        return
      }
      const { body } = encodeBody({ [mediaType]: descriptor }, [value], mediaType, allCodecs)
      controller.enqueue(encoder.encode(String(body)))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

/** Whether a body is produced while it is sent. Streams of bytes are sent as they are. */
export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.asyncIterator in value &&
    !isBinarySource(value)
  )
}

/** What {@link watchItems} tells. */
export interface ItemWatch {
  readonly onItem: (item: unknown, index: number) => void
  readonly onError: (error: unknown) => void
}

/** Passes items on and tells of each. Why a source failed is told here, and not to whoever reads the answer. */
export async function* watchItems(
  items: AsyncIterable<unknown>,
  { onItem, onError }: ItemWatch,
): AsyncGenerator<unknown, void, undefined> {
  let index = 0
  try {
    for await (const item of items) {
      onItem(item, index++)
      yield item
    }
  } catch (error) {
    onError(error)
    throw new Error('The answer broke off.')
  }
}
