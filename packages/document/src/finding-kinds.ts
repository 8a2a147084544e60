import type { Severity } from '@concordat/core'

/**
 * What can be wrong with a document, by the id of its finding. An error means that something the document says is
 * lost; a warning that it was read in the way its author most likely meant; an info that nothing is wrong, but worth
 * knowing.
 */
export const documentFindingKinds = {
  'document-key-duplicate': 'error',
  'document-value-null': 'warning',
  'document-value-not-json': 'warning',
  'document-value-malformed': 'error',
  'document-version-unknown': 'warning',
  'document-version-not-a-string': 'warning',
  'document-yaml-warning': 'warning',
  'document-info-missing': 'warning',
  'document-paths-missing': 'warning',
  'document-feature-unsupported': 'warning',
  'document-key-unknown': 'warning',
  'reference-unresolved': 'error',
  'reference-refused': 'error',
  'reference-misplaced': 'warning',
  'reference-sibling-ignored': 'warning',
  'example-reference-unresolved': 'warning',
  'example-external-not-loaded': 'info',
  'link-reference-unresolved': 'warning',
  'link-target-unresolved': 'warning',
  'component-name-invalid': 'warning',
  'operation-id-missing': 'info',
  'operation-id-duplicate': 'warning',
  'operation-responses-missing': 'warning',
  'path-without-slash': 'warning',
  'path-template-malformed': 'warning',
  'path-template-duplicate': 'error',
  'path-parameter-undeclared': 'warning',
  'path-parameter-unused': 'warning',
  'path-parameter-optional': 'warning',
  'parameter-duplicate': 'warning',
  'parameter-header-ignored': 'info',
  'parameter-malformed': 'error',
  'parameter-schema-missing': 'warning',
  'parameter-style-invalid': 'warning',
  'response-status-invalid': 'error',
  'response-header-ignored': 'info',
  'media-type-invalid': 'warning',
  'security-scheme-unknown': 'error',
  'security-scheme-malformed': 'error',
  'server-variable-undeclared': 'warning',
  'server-url-invalid': 'warning',
  'discriminator-mapping-unresolved': 'warning',
  'discriminator-malformed': 'warning',
  'schema-keyword-dialect': 'warning',
  'schema-keyword-unknown': 'info',
  'schema-keyword-malformed': 'error',
  'schema-malformed': 'error',
  'schema-default-invalid': 'warning',
} as const satisfies Readonly<Record<string, Severity>>

/** Id of a finding about a document. */
export type DocumentFindingId = keyof typeof documentFindingKinds
