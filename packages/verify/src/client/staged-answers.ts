import type { JsonValue } from '@concordat/core'
import { createRandom } from '@concordat/core'
import type { MediaTypeModel, ResponseModel } from '@concordat/model'
import { encodeHeaders } from '@concordat/wire'
import { readMediaType } from '../plan/media-type.ts'
import { describeHeader, isJsonType, type OperationPlan } from '../plan/operation-plan.ts'
import type { HeaderField } from '../transport/wire-exchange.ts'
import { valueAtPointer } from './sample-inputs.ts'
import type { Script } from './stage.ts'

/** An answer for the stage, and the result that a client must make of it. */
export interface StagedAnswer {
  /** For messages, for example `404 application/json`. */
  readonly label: string
  readonly kind: 'documented' | 'undocumented' | 'malformed' | 'dropped' | 'timeout'
  readonly script: Script
  readonly expected: {
    readonly status: number | string
    readonly reason?: string
    readonly mediaType?: string
    readonly body?: JsonValue
    readonly headers?: Readonly<Record<string, JsonValue>>
  }
  readonly pointer: string
}

const encoder = new TextEncoder()

/** Every answer that an operation documents, with its body and headers made from their schemas. */
export function documentedAnswers(operation: OperationPlan, seed: number): StagedAnswer[] {
  return operation.model.responses.flatMap((response) => {
    const status = concreteStatus(operation, response)
    if (status === undefined) return []
    const contents =
      mayHaveContent(status, operation) && response.content.length > 0
        ? response.content
        : [undefined]
    return contents.flatMap((content) => {
      const answer = documentedAnswer(operation, { response, content, status }, seed)
      return answer ? [answer] : []
    })
  })
}

function mayHaveContent(status: number, operation: OperationPlan): boolean {
  return status !== 204 && status !== 205 && status !== 304 && operation.method !== 'HEAD'
}

function documentedAnswer(
  operation: OperationPlan,
  {
    response,
    content,
    status,
  }: {
    readonly response: ResponseModel
    readonly content: MediaTypeModel | undefined
    readonly status: number
  },
  seed: number,
): StagedAnswer | undefined {
  const random = createRandom(
    seed,
    `${operation.operationId} ${response.status} ${content?.mediaType ?? ''}`,
  )
  const headers: Record<string, JsonValue> = {}
  const fields: HeaderField[] = []
  for (const header of response.headers) {
    const descriptor = describeHeader(header, operation.api.document)
    const value = valueAtPointer(operation, header.schema.pointer, {
      fullness: 'full',
      random: random.fork(header.name),
      direction: 'response',
    })
    if (value === undefined || header.name.toLowerCase() === 'content-type') continue
    const name = header.name.toLowerCase()
    headers[name] = value
    const { in: _, name: __, style: ___, ...rest } = descriptor
    for (const [own, text] of encodeHeaders({ [header.name]: rest }, { [name]: value }))
      fields.push([own, text])
  }
  if (content === undefined) {
    return {
      label: String(status),
      kind: 'documented',
      script: { kind: 'answer', status, headers: fields },
      expected: { status, headers },
      pointer: response.pointer,
    }
  }
  const type = readMediaType(content.mediaType)?.type ?? ''
  if (!isJsonType(type) || content.schema === undefined) return undefined
  const body = valueAtPointer(operation, content.schema.pointer, {
    fullness: 'full',
    random: random.fork('body'),
    direction: 'response',
  })
  if (body === undefined) return undefined
  return {
    label: `${status} ${content.mediaType}`,
    kind: 'documented',
    script: {
      kind: 'answer',
      status,
      headers: [...fields, ['Content-Type', content.mediaType]],
      body: encoder.encode(JSON.stringify(body)),
    },
    expected: { status, mediaType: content.mediaType, body, headers },
    pointer: response.pointer,
  }
}

/** A status that a response's key stands for and no other response claims. */
function concreteStatus(operation: OperationPlan, response: ResponseModel): number | undefined {
  const exact = Number(response.status)
  // 1xx answers are not final: no client sees them as the result of a call.
  if (Number.isInteger(exact)) return exact >= 200 ? exact : undefined
  const taken = new Set(operation.model.responses.map(({ status }) => status))
  const range = /^([2-5])XX$/.exec(response.status)?.[1]
  const candidates =
    range === undefined
      ? [418, 500, 400, 299]
      : [`${range}00`, `${range}01`, `${range}18`].map(Number)
  return candidates.find(
    (status) =>
      !taken.has(String(status)) && (range !== undefined || !taken.has(`${String(status)[0]}XX`)),
  )
}

/** Answers that no document describes, and the lack of one. */
export function unexpectedAnswers(
  operation: OperationPlan,
  documented: readonly StagedAnswer[],
): StagedAnswer[] {
  const answers: StagedAnswer[] = [
    unexpected(operation, {
      kind: 'dropped',
      label: 'a dropped connection',
      script: { kind: 'drop' },
      expected: { status: 'failed', reason: 'network' },
    }),
    unexpected(operation, {
      kind: 'timeout',
      label: 'no answer in time',
      script: { kind: 'silence' },
      expected: { status: 'failed', reason: 'timeout' },
    }),
  ]
  const status = [299, 418, 599, 499, 250].find(
    (candidate) =>
      !operation.model.responses.some(
        ({ status: key }) =>
          key === String(candidate) || key === `${String(candidate)[0]}XX` || key === 'default',
      ),
  )
  if (status !== undefined) {
    const script = json(status, '{"surprise":true}')
    answers.push(
      unexpected(operation, {
        kind: 'undocumented',
        label: `undocumented status ${status}`,
        script,
        expected: {
          status: 'undocumented',
          reason: 'status',
        },
      }),
    )
  }
  const withBody = documented.find(({ expected }) => expected.mediaType !== undefined)
  if (withBody?.script.kind === 'answer') {
    const { script, expected } = withBody
    const headers = script.headers.filter(([name]) => name !== 'Content-Type')
    answers.push({
      ...unexpected(operation, {
        kind: 'malformed',
        label: `${withBody.label} with a body cut short`,
        script: {
          ...script,
          body: encoder.encode('{"cut": '),
        },
        expected: { status: 'malformed' },
      }),
      pointer: withBody.pointer,
    })
    if (!withBody.label.includes('*') && typeof expected.status === 'number') {
      answers.push(
        unexpected(operation, {
          kind: 'undocumented',
          label: `${expected.status} with an undocumented media type`,
          script: {
            ...script,
            headers: [...headers, ['Content-Type', 'application/x-concordat-undocumented']],
          },
          expected: { status: 'undocumented', reason: 'media-type' },
        }),
      )
    }
  }
  return answers
}

function unexpected(
  operation: OperationPlan,
  {
    kind,
    label,
    script,
    expected,
  }: {
    readonly kind: StagedAnswer['kind']
    readonly label: string
    readonly script: Script
    readonly expected: StagedAnswer['expected']
  },
): StagedAnswer {
  return { label, kind, script, expected, pointer: operation.pointer }
}

function json(status: number, text: string): Script {
  return {
    kind: 'answer',
    status,
    headers: [['Content-Type', 'application/json']],
    body: encoder.encode(text),
  }
}
