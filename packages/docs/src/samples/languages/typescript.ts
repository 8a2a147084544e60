import {
  args,
  array,
  braces,
  type Code,
  code,
  id,
  key,
  literal,
  member,
  render,
} from '@concordat/codegen'
import { type SampleRequest, tokenText } from '../request-of.ts'

/** What the client's sample names beside the request. */
export interface ClientSample {
  readonly packageName: string
  readonly operationId: string
  /** Given where it is not the document's own server. */
  readonly baseUrl?: string
}

/** Columns that a sample has beside the text. */
export const sampleWidth = 58

/** A call of the generated client. */
export function writeTypescript(request: SampleRequest, sample: ClientSample): string {
  const options = [
    ...(sample.baseUrl === undefined ? [] : [code`baseUrl: ${literal(sample.baseUrl)}`]),
    ...(Object.keys(request.auth).length === 0
      ? []
      : [
          code`auth: ${braces(Object.entries(request.auth).map(([name, value]) => code`${key(name)}: ${credential(value, request)}`))}`,
        ]),
  ]
  const sections = Object.entries(request.input).map(
    ([name, value]) => code`${id(name)}: ${valueCode(value)}`,
  )
  const names = [id('createClient'), ...(request.token ? [id('clientCredentials')] : [])]
  // A client must not look like a promise, so that an operation named `then` has another name there.
  const method = sample.operationId === 'then' ? 'then_' : sample.operationId
  const call = code`import ${braces(names)} from ${literal(sample.packageName)}

const client = createClient${options.length === 0 ? code`()` : args([braces(options)])}
const result = await client${member(method)}${sections.length === 0 ? code`()` : args([braces(sections)])}
console.log(result)`
  return render(call, { width: sampleWidth })
}

function credential(value: unknown, { token }: SampleRequest): Code {
  if (value !== tokenText || !token) return literal(value)
  const { clientId, clientSecret } = token
  return code`clientCredentials${args([literal({ clientId, clientSecret })])}`
}

/** A value with its files. */
function valueCode(value: unknown): Code {
  if (value instanceof File) {
    return code`new File([${literal('content of the file')}], ${literal(value.name)})`
  }
  if (value instanceof Blob) return code`new Blob([${literal('content of the file')}])`
  if (typeof value !== 'object' || value === null) return literal(value)
  if (Array.isArray(value)) return array(value.map(valueCode))
  return braces(Object.entries(value).map(([name, item]) => code`${key(name)}: ${valueCode(item)}`))
}
