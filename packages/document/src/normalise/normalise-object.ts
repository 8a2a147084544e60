import { type Draft, own } from '../bundle/draft.ts'
import { type ObjectKind, objectKinds } from '../bundle/object-kinds.ts'
import type { ObjectContext, ObjectRule } from '../bundle/object-rule.ts'
import type { DocumentSource } from '../load/document-source.ts'
import type { UntypedSchemas } from '../repair/implied-types.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { normaliseMultipartItems } from './multipart-items.ts'
import { reportComponentNames, reportMediaTypes } from './names.ts'
import { repairMemberTypes, reportUnknownMembers } from './object-members.ts'
import { normaliseSchema } from './schema.ts'

/** Kinds whose own members have fixed types; the keys of the others are names. */
const HAS_MEMBERS: ReadonlySet<ObjectKind> = new Set([
  'operation',
  'parameter',
  'requestBody',
  'encoding',
  'response',
  'header',
  'example',
  'link',
  'securityScheme',
])

/** The rule that makes OpenAPI 3.1 of every object that is copied into the bundled document. */
export function normaliseObject(root: DocumentSource, untyped: UntypedSchemas): ObjectRule {
  return (kind, draft, context) => {
    const dialect = dialectOf(context.source, root)
    if (kind === 'schema') {
      normaliseSchema(draft, dialect, context)
      untyped.add(draft, context)
    } else if (objectKinds[kind].section !== undefined && typeof own(draft, '$ref') === 'string') {
      normaliseReference(draft, dialect, context)
    } else {
      if (kind === 'example') wrapExample(draft, context)
      reportUnknownMembers(kind, draft, context)
      if (HAS_MEMBERS.has(kind)) repairMemberTypes(draft, context)
      if (kind === 'link') normaliseLink(draft, context)
      if (kind === 'components') dropInlined(draft)
      if (kind === 'components') reportComponentNames(draft, context)
      reportMediaTypes(draft, context)
      normaliseMultipartItems(draft)
    }
  }
}

/**
 * Beside the `$ref` of anything but a schema only another `summary` and `description` may stand, and in 3.0 nothing.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#reference-object | Reference Object}
 */
function normaliseReference(draft: Draft, dialect: Dialect, context: ObjectContext) {
  for (const key of Object.keys(draft)) {
    if (key === '$ref') continue
    const isText = key === 'summary' || key === 'description'
    if (isText && dialect === '3.1') continue
    delete draft[key]
    if (isText || key.startsWith('x-')) continue
    context.report(
      'reference-sibling-ignored',
      `OpenAPI ignores \`${key}\` beside this \`$ref\`; it is left out.`,
      key,
    )
  }
}

const EXAMPLE_MEMBERS = [
  'summary',
  'description',
  'value',
  'externalValue',
  'dataValue',
  'serializedValue',
]

/** An object without any member of an Example Object is the example itself. */
function wrapExample(draft: Draft, context: ObjectContext) {
  const keys = Object.keys(draft)
  const isExample = keys.some((key) => EXAMPLE_MEMBERS.includes(key)) || keys.length === 0
  if (isExample) return
  context.report(
    'document-value-mistyped',
    'This is no Example Object; it was read as the `value` of one.',
  )
  const value = { ...draft }
  for (const key of keys) delete draft[key]
  draft.value = value
}

function normaliseLink(draft: Draft, context: ObjectContext) {
  const operationRef = own(draft, 'operationRef')
  if (typeof operationRef === 'string') context.linkTo(draft, operationRef)
}

/** Path items and media types were put where they are referred to; nothing refers to these any more. */
function dropInlined(components: Draft) {
  delete components.pathItems
  delete components.mediaTypes
}
