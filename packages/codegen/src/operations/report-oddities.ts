import type { Finding } from '@concordat/core'
import type { OperationModel, SecuritySchemeModel } from '@concordat/model'
import type { EmitTools } from '../emitter.ts'
import { paginationDescriptor } from './pagination-descriptor.ts'

/** Tells of what an operation says that generated code leaves out, or that nobody can send. */
export function reportOddities(
  operation: OperationModel,
  schemes: readonly SecuritySchemeModel[],
  tools: EmitTools,
): void {
  const report = (id: string, message: string, pointer = operation.pointer): void => {
    const finding: Finding = {
      id,
      severity: 'warning',
      message,
      pointer,
      operationId: operation.operationId,
      fingerprint: `${id}:${pointer}`,
    }
    tools.report(finding)
  }
  if (operation.extensions['x-pagination'] !== undefined && !paginationDescriptor(operation)) {
    report(
      'pagination-not-understood',
      'What `x-pagination` says cannot be followed. Give `style: offset` with the names of the query parameters `limit` and `offset`, or `style: cursor` with the query parameter `cursor` and the response property `next`.',
      `${operation.pointer}/x-pagination`,
    )
  }
  reportUnsendable(operation, report)
  reportSharedHeader(operation, schemes, report)
}

/** Credentials that stand in one header together: the one would replace the other. */
function reportSharedHeader(
  operation: OperationModel,
  schemes: readonly SecuritySchemeModel[],
  report: Report,
): void {
  for (const alternative of operation.security) {
    const headers = alternative.flatMap(
      ({ scheme }) => headerOf(schemes.find(({ name }) => name === scheme)) ?? [],
    )
    const shared = headers.find((name, index) => headers.indexOf(name) !== index)
    if (shared === undefined) continue
    report(
      'security-same-header',
      `Several schemes that are needed together stand in the header \`${shared}\`, which holds one credential: no request satisfies them. Make them alternatives, or name another header.`,
    )
  }
}

/** The header, in lower case, that a scheme's credential stands in. */
function headerOf(model: SecuritySchemeModel | undefined): string | undefined {
  const scheme = model?.scheme
  if (!scheme || scheme.type === 'mutualTLS') return undefined
  if (scheme.type !== 'apiKey') return 'authorization'
  return scheme.in === 'header' ? scheme.name.toLowerCase() : undefined
}

type Report = (id: string, message: string, pointer?: string) => void

/** Methods that the Fetch standard refuses. @see https://fetch.spec.whatwg.org/#forbidden-method */
const forbidden = new Set(['TRACE', 'CONNECT', 'TRACK'])

function reportUnsendable(operation: OperationModel, report: Report): void {
  const method = operation.method.toUpperCase()
  if (forbidden.has(method) || !/^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(method)) {
    report(
      'operation-unsendable',
      `No client that uses \`fetch\` can send ${method}: the method of the generated client fails. The server serves it.`,
    )
  }
  const { requestBody } = operation
  if ((method === 'GET' || method === 'HEAD') && requestBody && requestBody.content.length > 0) {
    report(
      'operation-unsendable',
      `\`fetch\` sends no body with ${method}, whatever a document says: the generated client cannot give one. Describe query parameters, or use QUERY or POST.`,
      requestBody.pointer,
    )
  }
}
