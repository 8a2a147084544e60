import type { MediaTypeModel, OperationModel } from '@concordat/model'
import type { EmitTools } from '../emitter.ts'
import { bodyReading, isAnyText } from '../media/body-reading.ts'
import { mediaKind } from '../media/media-kind.ts'

/** Tells of bodies that are read in another way than their schema alone would say. */
export function reportBodies(operation: OperationModel, tools: EmitTools): void {
  const bodies = [
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap(({ content }) => content),
  ]
  for (const body of bodies) {
    const message = describe(body, tools)
    if (message === undefined) continue
    tools.report({
      id: 'body-read-by-media-type',
      severity: 'warning',
      message: `\`${body.mediaType}\` ${message}`,
      pointer: body.pointer,
      operationId: operation.operationId,
    })
  }
}

function describe(body: MediaTypeModel, { lookup }: EmitTools): string | undefined {
  const { schema, mediaType } = body
  if (!schema || mediaKind(mediaType) === 'xml') return undefined
  const reading = bodyReading(body, lookup)
  if (reading === 'bytes' && isAnyText(schema.schema, lookup)) {
    return 'holds bytes, but its schema is a `string` without a format. It is read as bytes: write `format: binary`, or leave the schema out.'
  }
  if (reading === 'text') {
    return 'is text, and how its parts become the members of its schema is not said. It is read as a string: write `type: string`, or a media type of JSON.'
  }
  return body.isJsonText
    ? 'has the schema of a body in JSON beside it: its text is read as JSON.'
    : undefined
}
