import { scalarText, shown } from '@concordat/model'
import { type Draft, ensureObject, isDraft, own } from '../bundle/draft.ts'
import { isSupportedDialect } from '../normalise/identifiers.ts'
import type { RepairContext } from './repair-context.ts'

/** Mends the members of the document itself. */
export function repairRoot(document: Draft, context: RepairContext) {
  const version = own(document, 'openapi')
  const written = scalarText(version)
  // Everything that 3.0 says differently was made 3.1 on the way.
  document.openapi = /^3\.1\.\d+$/.test(written) ? written : '3.1.1'
  repairInfo(document, context)
  ensurePaths(document, written, context)
  repairDialect(document, context)
  if (Object.hasOwn(document, 'components') && !isDraft(document.components)) {
    context.report({
      id: 'document-value-malformed',
      message: '`components` is not an object; it is left out.',
      pointer: '/components',
    })
    delete document.components
  }
}

function repairInfo(document: Draft, context: RepairContext) {
  if (!isDraft(own(document, 'info'))) {
    context.report({
      id: 'document-info-missing',
      message: 'The document has no `info` with a title and a version.',
      pointer: '/info',
    })
  }
  const info = ensureObject(document, 'info')
  for (const key of ['title', 'version']) {
    const value = own(info, key)
    if (typeof value === 'string') continue
    const text =
      value === undefined || value === null ? '' : (context.written(info, key) ?? scalarText(value))
    context.report({
      id: 'document-info-missing',
      message:
        text === ''
          ? `\`info\` has no \`${key}\`.`
          : `\`info.${key}\` is not a string; it was read as \`${text}\`. Put it in quotes.`,
      pointer: `/info/${key}`,
    })
    info[key] = text
  }
}

function ensurePaths(document: Draft, version: string, context: RepairContext) {
  const paths = own(document, 'paths')
  if (isDraft(paths)) return
  const isOptional = !version.startsWith('3.0') && paths === undefined
  const hasOther = Object.hasOwn(document, 'webhooks') || Object.hasOwn(document, 'components')
  if (!isOptional || !hasOther) {
    context.report({
      id: 'document-paths-missing',
      message: 'The document has no `paths`; it is read as an API without operations.',
      pointer: '/paths',
    })
  }
  document.paths = {}
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#specifying-schema-dialects} */
function repairDialect(document: Draft, context: RepairContext) {
  const dialect = own(document, 'jsonSchemaDialect')
  if (dialect === undefined) return
  if (!isSupportedDialect(dialect)) {
    context.report({
      id: 'schema-dialect-unsupported',
      message: `\`jsonSchemaDialect\` is \`${shown(dialect)}\`; schemas are read as JSON Schema 2020-12.`,
      pointer: '/jsonSchemaDialect',
    })
  }
  delete document.jsonSchemaDialect
}
