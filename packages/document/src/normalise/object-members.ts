import { shown } from '@concordat/model'
import type { Draft } from '../bundle/draft.ts'
import { nearestName } from '../bundle/nearest-name.ts'
import type { ObjectKind } from '../bundle/object-kinds.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

interface Members {
  readonly title: string
  readonly known: ReadonlySet<string>
  /** Members of OpenAPI 3.2 whose meaning is lost when they are not understood. */
  readonly newer: ReadonlySet<string>
}

function members(title: string, known: string, newer = ''): Members {
  return { title, known: new Set(known.split(' ')), newer: new Set(newer.split(' ')) }
}

/** Members that each object has, by the specification. Objects that are maps, and schemas, are not here. */
const OBJECTS: Readonly<Partial<Record<ObjectKind, Members>>> = {
  openapi: members(
    'the document',
    'openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs $self',
  ),
  pathItem: members(
    'a path item',
    '$ref summary description get put post delete options head patch trace query additionalOperations servers parameters',
  ),
  operation: members(
    'an operation',
    'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers',
  ),
  parameter: members(
    'a parameter',
    'name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content',
  ),
  requestBody: members('a request body', 'description content required'),
  mediaType: members(
    'a media type',
    'schema example examples encoding itemSchema prefixEncoding itemEncoding',
  ),
  encoding: members(
    'an encoding',
    'contentType headers style explode allowReserved',
    'encoding prefixEncoding itemEncoding',
  ),
  response: members('a response', 'description headers content links summary'),
  header: members(
    'a header',
    'description required deprecated allowEmptyValue style explode allowReserved schema example examples content name in',
  ),
  example: members(
    'an example',
    'summary description value externalValue dataValue serializedValue',
  ),
  link: members('a link', 'operationRef operationId parameters requestBody description server'),
  securityScheme: members(
    'a security scheme',
    'type description name in scheme bearerFormat flows openIdConnectUrl deprecated oauth2MetadataUrl',
  ),
  components: members(
    '`components`',
    'schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes',
  ),
}

/** Reports members that OpenAPI 3.1 does not define: they are ignored, and often misspelt. */
export function reportUnknownMembers(kind: ObjectKind, draft: Draft, context: ObjectContext) {
  const object = OBJECTS[kind]
  if (!object) return
  for (const key of Object.keys(draft)) {
    if (object.known.has(key) || key.startsWith('x-')) continue
    if (object.newer.has(key)) {
      context.report(
        'document-feature-unsupported',
        `\`${key}\` of ${object.title} came with OpenAPI 3.2 and is not understood; it is ignored.`,
        key,
      )
      continue
    }
    const near = nearestName(key, object.known)
    context.report(
      'document-key-unknown',
      `\`${key}\` is no member of ${object.title}; it is ignored.${near === undefined ? '' : ` Is \`${near}\` meant?`}`,
      key,
    )
  }
}

const BOOLEANS = new Set(['required', 'deprecated', 'explode', 'allowReserved', 'allowEmptyValue'])
const STRINGS = new Set([
  'name',
  'in',
  'description',
  'summary',
  'operationId',
  'operationRef',
  'style',
  'contentType',
  'type',
  'scheme',
  'bearerFormat',
  'openIdConnectUrl',
])

/** Mends members that are written as another type than they have: `required: "true"`, `operationId: 12`. */
export function repairMemberTypes(draft: Draft, context: ObjectContext) {
  for (const [key, value] of Object.entries(draft)) {
    const meant = BOOLEANS.has(key)
      ? readBoolean(value)
      : STRINGS.has(key)
        ? readString(value, context.source.written(context.raw, key))
        : key === 'tags' && !Array.isArray(value)
          ? [value]
          : value
    if (meant === value) continue
    if (meant === undefined) {
      context.report(
        'document-value-malformed',
        `\`${key}\` is \`${shown(JSON.stringify(value))}\`, expected ${BOOLEANS.has(key) ? 'true or false' : 'a string'}; it is left out.`,
        key,
      )
      delete draft[key]
      continue
    }
    context.report(
      'document-value-mistyped',
      `\`${key}\` is \`${shown(JSON.stringify(value))}\`; it was read as \`${shown(JSON.stringify(meant))}\`.`,
      key,
    )
    draft[key] = meant
  }
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return value === 'true' || value === 'false' ? value === 'true' : undefined
}

function readString(value: unknown, written: string | undefined): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'object' ? undefined : (written ?? String(value))
}
