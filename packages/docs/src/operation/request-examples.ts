import type { ExampleModel, OperationModel } from '@concordat/model'

/** The documented examples of what an operation is sent. */
export function requestExamples({ requestBody }: OperationModel): readonly ExampleModel[] {
  return (requestBody?.content ?? []).flatMap(({ examples }) => examples)
}
