import type { ObjectRule } from '../bundle/bundle.ts'
import type { DocumentSource } from '../load/document-source.ts'
import { dialectOf } from './dialect.ts'
import { normaliseDiscriminator } from './discriminator.ts'
import { normaliseSchema } from './schema.ts'

/** The rule that makes OpenAPI 3.1 of every object that is copied into the bundled document. */
export function normaliseObject(root: DocumentSource): ObjectRule {
  return (kind, draft, context) => {
    if (kind !== 'schema') return
    normaliseSchema(draft, dialectOf(context.source, root), context)
    normaliseDiscriminator(draft, context)
  }
}
