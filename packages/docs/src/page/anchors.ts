import type { OperationModel, ParameterModel, ResponseModel } from '@concordat/model'

/**
 * Names of the places in a site that people link to. They are made only of what an API calls its own things, so that
 * they stay the same however a document is ordered, titled, grouped or split into pages.
 */
export const anchorOf = {
  operation: (operationId: string) => `operation/${token(operationId)}`,
  webhook: ({ path, method }: OperationModel) => `webhook/${token(path)}/${method}`,
  parameter: (operation: string, { in: location, name }: ParameterModel) =>
    `${operation}/${location}/${token(name)}`,
  body: (operation: string) => `${operation}/body`,
  response: (operation: string, { status }: ResponseModel) => `${operation}/response/${status}`,
  callback: (operation: string, name: string, inner: OperationModel) =>
    `${operation}/callback/${token(name)}/${inner.method}/${token(inner.path)}`,
  schema: (name: string) => `schema/${token(name)}`,
  property: (schema: string, name: string) => `${schema}/${token(name)}`,
  security: (name: string) => `security/${token(name)}`,
} as const

/** A name without what would end an id or an address. */
function token(name: string): string {
  return name.replaceAll(/[\s"'<>`/\\%#?]/g, (character) =>
    character === ' ' ? '_' : `~${character.charCodeAt(0).toString(16)}`,
  )
}

/** The address of an anchor, as it stands in `href`. */
export function fragment(anchor: string): string {
  return `#${encodeURI(anchor)}`
}

/** Address of an operation in the console. */
export function hrefOfConsole(operationId: string): string {
  return `console.html${fragment(anchorOf.operation(operationId))}`
}
