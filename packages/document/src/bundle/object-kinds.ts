/** The objects of OpenAPI that can hold references, by the specification's names. */
export type ObjectKind =
  | 'openapi'
  | 'info'
  | 'server'
  | 'tag'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'callback'
  | 'components'
  | 'schema'
  | 'securityScheme'
  | 'leaf'

/** How the children under a key are arranged. */
export type Arrangement = 'one' | 'list' | 'map' | 'one-or-list' | 'map-or-names'

export interface ChildKind {
  readonly kind: ObjectKind
  readonly arrangement: Arrangement
}

export interface KindShape {
  readonly fields: ReadonlyMap<string, ChildKind>
  /** Kind of every other member whose key does not begin with `x-`. */
  readonly rest?: ObjectKind
  /** Key under `components` where objects of this kind are kept; absent: a reference is replaced by its target. */
  readonly section?: string
  /** Whether an object with a string `$ref` is a reference here. */
  readonly referable: boolean
}

const one = (kind: ObjectKind): ChildKind => ({ kind, arrangement: 'one' })
const list = (kind: ObjectKind): ChildKind => ({ kind, arrangement: 'list' })
const map = (kind: ObjectKind): ChildKind => ({ kind, arrangement: 'map' })

function shape(
  fields: Readonly<Record<string, ChildKind>>,
  options: { rest?: ObjectKind; section?: string; referable?: boolean } = {},
): KindShape {
  const { rest, section, referable = section !== undefined } = options
  return {
    fields: new Map(Object.entries(fields)),
    referable,
    ...(rest && { rest }),
    ...(section && { section }),
  }
}

function each(keys: readonly string[], child: ChildKind): Record<string, ChildKind> {
  return Object.fromEntries(keys.map((key) => [key, child]))
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** Keywords whose value is an object of schemas by name. */
const SCHEMA_MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
/** Keywords whose value is one schema. */
const SUBSCHEMAS = [
  'additionalItems',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contains',
  'contentSchema',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
]

const described = {
  schema: one('schema'),
  example: one('leaf'),
  examples: map('example'),
  content: map('mediaType'),
}

/**
 * Where references may stand and what they lead to. Whatever is not named here (examples, defaults, enum values,
 * extensions) is data: a `$ref` in it is not a reference.
 */
export const objectKinds: Readonly<Record<ObjectKind, KindShape>> = {
  openapi: shape({
    info: one('info'),
    servers: list('server'),
    tags: list('tag'),
    paths: one('paths'),
    webhooks: map('pathItem'),
    components: one('components'),
  }),
  info: shape({}),
  server: shape({}),
  tag: shape({}),
  paths: shape({}, { rest: 'pathItem' }),
  pathItem: shape(
    {
      ...each(METHODS, one('operation')),
      additionalOperations: map('operation'),
      parameters: list('parameter'),
      servers: list('server'),
    },
    { referable: true },
  ),
  operation: shape({
    parameters: list('parameter'),
    servers: list('server'),
    requestBody: one('requestBody'),
    responses: one('responses'),
    callbacks: map('callback'),
  }),
  parameter: shape(described, { section: 'parameters' }),
  requestBody: shape({ content: map('mediaType') }, { section: 'requestBodies' }),
  mediaType: shape(
    {
      schema: one('schema'),
      itemSchema: one('schema'),
      examples: map('example'),
      encoding: map('encoding'),
      itemEncoding: one('encoding'),
      prefixEncoding: list('encoding'),
    },
    { referable: true },
  ),
  encoding: shape({ headers: map('header'), encoding: map('encoding') }),
  responses: shape({}, { rest: 'response' }),
  response: shape(
    { headers: map('header'), content: map('mediaType'), links: map('link') },
    { section: 'responses' },
  ),
  header: shape(described, { section: 'headers' }),
  example: shape({}, { section: 'examples' }),
  link: shape({}, { section: 'links' }),
  callback: shape({}, { rest: 'pathItem', section: 'callbacks' }),
  components: shape({
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples: map('example'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
    mediaTypes: map('mediaType'),
  }),
  schema: shape(
    {
      ...each(SCHEMA_MAPS, map('schema')),
      ...each(SCHEMA_LISTS, list('schema')),
      ...each(SUBSCHEMAS, one('schema')),
      items: { kind: 'schema', arrangement: 'one-or-list' },
      // Before 2019-09 one keyword said what `dependentSchemas` and `dependentRequired` say.
      dependencies: { kind: 'schema', arrangement: 'map-or-names' },
    },
    { section: 'schemas' },
  ),
  securityScheme: shape({}, { section: 'securitySchemes' }),
  leaf: shape({}),
}

/** Whether the members of the value are named by the author. */
export function isMap({ arrangement }: ChildKind): boolean {
  return arrangement === 'map' || arrangement === 'map-or-names'
}

/** Kind and arrangement of the member `key` of an object, or `undefined` when the member is plain data. */
export function childKind(parent: KindShape, key: string): ChildKind | undefined {
  const field = parent.fields.get(key)
  if (field) return field.kind === 'leaf' ? undefined : field
  if (parent.rest === undefined || key.startsWith('x-')) return undefined
  return { kind: parent.rest, arrangement: 'one' }
}
