/** What a limited stream fails with when more arrives than is allowed. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/** Passes a body on, chunk by chunk, and fails with {@link BodyTooLargeError} at the first byte too many. */
export function limitStream(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): ReadableStream<Uint8Array> {
  let size = 0
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > limit)
          controller.error(new BodyTooLargeError(`The body has more than ${limit} bytes.`))
        else controller.enqueue(chunk)
      },
    }),
  )
}
