import type { ContractSide, RequestWitness } from '@concordat/compare'
import type { WireRequest } from '@concordat/verify'
import type { FoundExcess } from './contract-finding.ts'
import type { MappedInteraction } from './map-interactions.ts'
import { reached } from './statuses.ts'

/** Finds recorded requests that the document does not allow. */
export function checkRequest(
  side: ContractSide,
  { interaction, request, judged }: MappedInteraction,
): readonly FoundExcess[] {
  const base = {
    direction: 'request',
    interactions: [interaction],
    witness: witnessOf(request),
  } as const
  if (!judged) {
    const [path] = request.target.split('?')
    return [
      {
        ...base,
        id: 'operation-undocumented',
        class: 'breaks',
        message: `The document has no \`${request.method} ${path}\`.`,
      },
    ]
  }
  const operation = reached(judged.operation)
  return [
    ...judged.violations.map(
      (violation): FoundExcess => ({
        ...base,
        id: `request-${violation.in}-invalid`,
        class: 'breaks',
        operation,
        message: messageOf(violation),
        document: {
          pointer: violation.pointer,
          source: side.document.position(violation.pointer),
        },
      }),
    ),
    ...undocumentedQuery(judged.operation.parameters, interaction.request.query).map(
      (name): FoundExcess => ({
        ...base,
        id: 'request-query-undocumented',
        class: 'note',
        operation,
        message: `The document says nothing of the query parameter \`${name}\`.`,
      }),
    ),
  ]
}

function messageOf({
  in: place,
  name,
  message,
}: {
  readonly in: string
  readonly name: string
  readonly message: string
}): string {
  const where =
    place === 'body'
      ? `the body${name === '' ? '' : ` at \`${name}\``}`
      : `${place} parameter \`${name}\``
  return `The request is not allowed: ${where}: ${message}.`
}

/** Parameters of a query that none of the document's is, and none can be a part of. */
function undocumentedQuery(
  parameters: readonly {
    readonly in: string
    readonly name: string
    readonly style: string
    readonly schema: { readonly schema: unknown }
  }[],
  query: readonly (readonly [string, readonly string[]])[],
): readonly string[] {
  const documented = parameters.filter((parameter) => parameter.in === 'query')
  return query
    .map(([name]) => name)
    .filter(
      (name) => !documented.some((one) => one.name === name || name.startsWith(`${one.name}[`)),
    )
}

function witnessOf({ method, target, headers, body }: WireRequest): RequestWitness {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const text = body && new TextDecoder().decode(body)
  const http = [`${method} ${target} HTTP/1.1`, ...lines].join('\n')
  const words = [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...lines.map((line) => `-H ${quoted(line)}`),
    ...(text === undefined ? [] : [`--data-raw ${quoted(text)}`]),
    quoted(`http://localhost${target}`),
  ]
  return {
    kind: 'request',
    http: text === undefined ? http : `${http}\n\n${text}`,
    curl: words.join(' '),
  }
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
