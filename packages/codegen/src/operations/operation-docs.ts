import type { OperationModel, ResponseModel } from '@concordat/model'

/** The TSDoc of an operation: what it does, where its answers lead, and who says so. */
export function operationDocs(operation: OperationModel): string {
  return paragraphs([
    operation.summary,
    operation.description === operation.summary ? undefined : operation.description,
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    ...linkDocs(operation.responses),
    operation.externalDocs &&
      `@see {@link ${operation.externalDocs.url} | ${operation.externalDocs.description ?? operation.externalDocs.url}}`,
    provenanceTag(operation.extensions),
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** What must not be overlooked where an operation is listed among others. */
export function operationSummary(operation: OperationModel): string {
  return paragraphs([
    operation.summary ?? firstSentence(operation.description),
    `\`${operation.method.toUpperCase()} ${operation.path}\``,
    isInferred(operation.extensions) ? provenanceTag(operation.extensions) : undefined,
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** What an editor shows for a method of the client. */
export function methodDocs(operation: OperationModel): string {
  return paragraphs([
    operation.summary,
    operation.description === operation.summary ? undefined : firstParagraph(operation.description),
    isInferred(operation.extensions) ? provenanceTag(operation.extensions) : undefined,
    operation.deprecated ? '@deprecated' : undefined,
  ])
}

/** The TSDoc of a response. */
export function responseDocs(response: ResponseModel): string {
  return paragraphs([response.description, provenanceTag(response.extensions)])
}

/**
 * Who promises what a node of the document says (`x-provenance`), as one tag; where it is said (`x-source`) is for the
 * pages of the documentation.
 */
function provenanceTag(extensions: Readonly<Record<string, unknown>>): string | undefined {
  const provenance = extensions['x-provenance']
  return typeof provenance === 'string' ? `@provenance ${provenance}` : undefined
}

function isInferred(extensions: Readonly<Record<string, unknown>>): boolean {
  return extensions['x-provenance'] === 'inferred'
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
