import { allCodecs, encodeBody } from '@concordat/wire'

/** Sends the items of a sequence one by one, as they are produced and as fast as the caller takes them. */
export function sequenceStream(
  items: AsyncIterable<unknown>,
  mediaType: string,
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
      const { body } = encodeBody({ [mediaType]: {} }, [value], mediaType, allCodecs)
      controller.enqueue(encoder.encode(String(body)))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
