import { ConcordatError, isJsonObject } from '@concordat/core'
import type { FindingLog } from '@concordat/model'
import { shown } from '@concordat/model'
import type { DocumentSource } from './document-source.ts'

const ADVICE =
  'Concordat reads OpenAPI 3.0, 3.1 and 3.2. Its document is an object that begins with `openapi: 3.1.1`.'

/**
 * The version that a document's author wrote.
 * @throws {@link ConcordatError} `E_DOCUMENT_SWAGGER` for Swagger 2.0, `E_DOCUMENT_NOT_OPENAPI` for anything else that
 * is not OpenAPI 3.
 */
export function readVersion(root: DocumentSource, log?: FindingLog): string {
  const { data, location } = root
  if (!isJsonObject(data)) {
    throw new ConcordatError(
      'E_DOCUMENT_NOT_OPENAPI',
      `\`${location}\` is not an OpenAPI document: it holds ${describe(data)}. ${ADVICE}`,
    )
  }
  if (Object.hasOwn(data, 'swagger') && !Object.hasOwn(data, 'openapi')) {
    throw new ConcordatError(
      'E_DOCUMENT_SWAGGER',
      `\`${location}\` is Swagger ${shown(data.swagger)}; Concordat reads OpenAPI 3.0, 3.1 and 3.2. Convert it first, for example with \`npx swagger2openapi ${location}\`.`,
      { source: root.position(data, 'swagger') },
    )
  }
  const written = data.openapi
  const version =
    typeof written === 'number' ? (root.written(data, 'openapi') ?? String(written)) : written
  if (typeof version !== 'string' || !/^3(?:\.|$)/.test(version)) {
    const found = Object.hasOwn(data, 'openapi')
      ? `its \`openapi\` is ${describe(written)}`
      : 'it has no `openapi`'
    throw new ConcordatError(
      'E_DOCUMENT_NOT_OPENAPI',
      `\`${location}\` is not an OpenAPI 3 document: ${found}. ${ADVICE}`,
      { source: root.position(data, 'openapi') },
    )
  }
  if (typeof written === 'number') {
    log?.add({
      id: 'document-version-not-a-string',
      message: `\`openapi: ${version}\` is a number; write it as a string with three parts, such as \`3.1.1\`.`,
      pointer: '/openapi',
    })
  }
  if (!/^3\.[012](?:\.|$)/.test(version)) {
    log?.add({
      id: 'document-version-unknown',
      message: `OpenAPI ${version} is read as OpenAPI 3.2: what it adds to it is not understood.`,
      pointer: '/openapi',
    })
  }
  return version
}

function describe(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return `\`${shown(JSON.stringify(value))}\``
}
