import type { OperationModel, ResponseModel } from '@concordat/model'

/** The TSDoc of an operation: what it does, what it answers, and who says so. */
export function operationDocs(operation: OperationModel): string {
  return paragraphs([
    operation.summary,
    operation.description === operation.summary ? undefined : operation.description,
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    provenanceDocs(operation.extensions),
    inferredAnswers(operation.responses),
    ...linkDocs(operation.responses),
    operation.externalDocs &&
      `@see {@link ${operation.externalDocs.url} | ${operation.externalDocs.description ?? operation.externalDocs.url}}`,
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** What must not be overlooked where an operation is listed among others. */
export function operationSummary(operation: OperationModel): string {
  return paragraphs([
    operation.summary ?? firstSentence(operation.description),
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    isInferred(operation.extensions) ? provenanceDocs(operation.extensions) : undefined,
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** What an editor shows for a method of the client. */
export function methodDocs(operation: OperationModel): string {
  return paragraphs([
    operation.summary,
    operation.description === operation.summary ? undefined : firstParagraph(operation.description),
    isInferred(operation.extensions) ? provenanceDocs(operation.extensions) : undefined,
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** The TSDoc of a response. */
export function responseDocs(response: ResponseModel): string {
  return paragraphs([response.description, provenanceDocs(response.extensions)])
}

/** Who promises what a node of the document says: `x-provenance` and `x-source`, in words. */
export function provenanceDocs(extensions: Readonly<Record<string, unknown>>): string | undefined {
  const provenance = extensions['x-provenance']
  if (typeof provenance !== 'string') return undefined
  const source = extensions['x-source']
  const where = typeof source === 'string' && source !== '' ? ` (${source})` : ''
  if (provenance === 'inferred') return `Inferred, not promised by the vendor${where}.`
  return `Provenance: ${provenance}${where}.`
}

function isInferred(extensions: Readonly<Record<string, unknown>>): boolean {
  return extensions['x-provenance'] === 'inferred'
}

function inferredAnswers(responses: readonly ResponseModel[]): string | undefined {
  const inferred = responses.filter((item) => isInferred(item.extensions))
  if (inferred.length === 0) return undefined
  return `Inferred answers: ${inferred.map((item) => item.status).join(', ')}.`
}

function linkDocs(responses: readonly ResponseModel[]): string[] {
  return responses.flatMap((response) =>
    response.links.map((link) => {
      const parameters = Object.entries(link.parameters).map(
        ([name, value]) =>
          `\`${name}\` from \`${typeof value === 'string' ? value : JSON.stringify(value)}\``,
      )
      const given = parameters.length === 0 ? '' : `, ${parameters.join(', ')}`
      return `Link \`${link.name}\` (${response.status}) leads to \`${link.operationId}\`${given}.`
    }),
  )
}

function firstParagraph(text: string | undefined): string | undefined {
  return text?.trim().split(/\n\s*\n/, 1)[0]
}

function firstSentence(text: string | undefined): string | undefined {
  return text?.trim().split(/(?<=[.!?])\s|\n/, 1)[0]
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => part?.trim())
    .filter((part) => part)
    .join('\n\n')
}
