/** JSON that a rewrite may change. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonMap = { [key: string]: Json }

/** Chooses: a whole number from 0 to below a bound. */
export type Choose = (below: number) => number

/** A change of an OpenAPI 3.1 document that changes nothing that it means. */
export interface Rewrite {
  readonly name: string
  readonly apply: (document: JsonMap, choose: Choose) => void
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const schemaKeys = [
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
]
const schemaLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const schemaMaps = ['properties', 'patternProperties', 'dependentSchemas', '$defs']

interface Place {
  readonly holder: JsonMap | Json[]
  readonly key: string | number
  readonly schema: JsonMap
  /** Whether what stands around it counts on what it looks like. */
  readonly isBranch: boolean
}

/** Every schema of a document, with what holds it. */
export function schemasOf(document: JsonMap): Place[] {
  const found: Place[] = []
  const visitSchema = (holder: JsonMap | Json[], key: string | number, isBranch: boolean): void => {
    const schema = Reflect.get(holder, key) as Json
    if (!isMap(schema)) return
    found.push({ holder, key, schema, isBranch })
    for (const name of schemaKeys) if (isMap(schema[name])) visitSchema(schema, name, false)
    for (const name of schemaLists) {
      const list = schema[name]
      if (Array.isArray(list))
        for (const index of list.keys()) visitSchema(list, index, name !== 'prefixItems')
    }
    for (const name of schemaMaps) {
      const map = schema[name]
      if (isMap(map)) for (const one of Object.keys(map)) visitSchema(map, one, false)
    }
  }
  const visit = (node: Json): void => {
    if (Array.isArray(node)) for (const item of node) visit(item)
    if (!isMap(node)) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'example' || key === 'examples' || key === 'default' || key === 'enum') continue
      if (key === 'schema') visitSchema(node, key, false)
      else if (key === 'schemas') {
        if (isMap(value)) for (const name of Object.keys(value)) visitSchema(value, name, false)
      } else visit(value)
    }
  }
  visit(document)
  return found
}

/** Every operation of the paths, with its path item. */
export function operationsOf(
  document: JsonMap,
): { item: JsonMap; operation: JsonMap; method: string }[] {
  const paths = isMap(document.paths) ? document.paths : {}
  return Object.values(paths).flatMap((item) =>
    isMap(item)
      ? ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'].flatMap((method) => {
          const operation = item[method]
          return isMap(operation) ? [{ item, operation, method }] : []
        })
      : [],
  )
}

function some<T>(list: readonly T[], choose: Choose, most = 4): T[] {
  if (list.length === 0) return []
  return Array.from({ length: Math.min(most, list.length) }, () => list[choose(list.length)]!)
}

const onSchemas =
  (use: (place: Place, document: JsonMap, choose: Choose) => void) =>
  (document: JsonMap, choose: Choose): void => {
    for (const place of some(schemasOf(document), choose)) {
      // What an earlier change took out of the document is not changed any more.
      if (Reflect.get(place.holder, place.key) === place.schema) use(place, document, choose)
    }
  }

function put({ holder, key }: Place, schema: Json): void {
  Reflect.set(holder, key, schema)
}

function components(document: JsonMap, section: string): JsonMap {
  if (!isMap(document.components)) document.components = {}
  const all = document.components
  if (!isMap(all[section])) all[section] = {}
  return all[section]
}

function fresh(map: JsonMap, base: string): string {
  for (let count = 1; ; count += 1) if (!(`${base}${count}` in map)) return `${base}${count}`
}

function reordered(map: JsonMap): void {
  const entries = Object.entries(map).reverse()
  for (const key of Object.keys(map)) delete map[key]
  for (const [key, value] of entries) map[key] = value
}

function renameReferences(node: Json, from: string, to: string): void {
  if (Array.isArray(node)) for (const item of node) renameReferences(item, from, to)
  if (!isMap(node)) return
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && value === from) node[key] = to
    else renameReferences(value, from, to)
  }
}

const escapeName = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
const usesDiscriminator = (document: JsonMap): boolean =>
  JSON.stringify(document).includes('"discriminator"')
const hasPlainType = (schema: JsonMap): boolean => typeof schema.type === 'string'
const isReference = (schema: JsonMap): boolean => typeof schema.$ref === 'string'

/** Changes that mean nothing, to be composed. */
export const rewrites: readonly Rewrite[] = [
  {
    name: 'extract a schema into a component',
    apply: onSchemas((place, document) => {
      if (isReference(place.schema) || (place.isBranch && usesDiscriminator(document))) return
      const schemas = components(document, 'schemas')
      const name = fresh(schemas, 'Extracted')
      put(place, { $ref: `#/components/schemas/${name}` })
      schemas[name] = place.schema
    }),
  },
  {
    name: 'inline a component',
    apply: onSchemas((place, document) => {
      const { $ref } = place.schema
      if (typeof $ref !== 'string' || Object.keys(place.schema).length > 1) return
      if (place.isBranch && usesDiscriminator(document)) return
      const name = decodeURIComponent($ref.replace('#/components/schemas/', ''))
        .replaceAll('~1', '/')
        .replaceAll('~0', '~')
      const target = components(document, 'schemas')[name]
      if (isMap(target)) put(place, structuredClone(target))
    }),
  },
  {
    name: 'rename a component',
    apply: (document, choose) => {
      const schemas = components(document, 'schemas')
      const [name] = some(Object.keys(schemas), choose, 1)
      if (name === undefined || usesDiscriminator(document)) return
      const to = fresh(schemas, 'Renamed')
      schemas[to] = schemas[name]!
      delete schemas[name]
      renameReferences(
        document,
        `#/components/schemas/${escapeName(name)}`,
        `#/components/schemas/${to}`,
      )
      renameReferences(document, `#/components/schemas/${name}`, `#/components/schemas/${to}`)
    },
  },
  {
    name: 'wrap in allOf',
    apply: onSchemas((place, document) => {
      if (place.isBranch && usesDiscriminator(document)) return
      put(place, { allOf: [place.schema] })
    }),
  },
  {
    name: 'wrap in anyOf',
    apply: onSchemas((place, document) => {
      if (usesDiscriminator(document) || 'default' in place.schema) return
      if (place.schema.readOnly || place.schema.writeOnly || isReference(place.schema)) return
      put(place, { anyOf: [place.schema] })
    }),
  },
  {
    name: 'say a branch twice',
    apply: onSchemas(({ schema }) => {
      if (Array.isArray(schema.anyOf) && schema.anyOf.length > 0)
        schema.anyOf.push(structuredClone(schema.anyOf[0]!))
    }),
  },
  {
    name: 'split properties by allOf',
    apply: onSchemas((place) => {
      const { schema } = place
      if (
        !isMap(schema.properties) ||
        schema.allOf ||
        'additionalProperties' in schema ||
        'unevaluatedProperties' in schema ||
        'patternProperties' in schema
      )
        return
      const [first, ...others] = Object.entries(schema.properties)
      if (!first) return
      schema.properties = Object.fromEntries(others)
      schema.allOf = [{ type: 'object', properties: Object.fromEntries([first]) }]
      if (schema.type !== 'object')
        (schema.allOf[0] as JsonMap).type = schema.type ?? [
          'object',
          'array',
          'string',
          'number',
          'boolean',
          'null',
        ]
    }),
  },
  {
    name: 'move required into allOf',
    apply: onSchemas(({ schema }) => {
      if (!Array.isArray(schema.required) || schema.allOf) return
      schema.allOf = [{ required: schema.required }]
      delete schema.required
    }),
  },
  {
    name: 'reverse required',
    apply: onSchemas(({ schema }) => {
      if (Array.isArray(schema.required)) schema.required.reverse()
    }),
  },
  {
    name: 'reverse members',
    apply: onSchemas(({ schema }) => {
      if (isMap(schema.properties)) reordered(schema.properties)
    }),
  },
  { name: 'reverse keywords', apply: onSchemas(({ schema }) => reordered(schema)) },
  {
    name: 'reverse an enum',
    apply: onSchemas(({ schema }) => {
      if (Array.isArray(schema.enum)) schema.enum.reverse()
    }),
  },
  {
    name: 'const for an enum of one',
    apply: onSchemas(({ schema }) => {
      if (!Array.isArray(schema.enum) || schema.enum.length !== 1) return
      schema.const = schema.enum[0]!
      delete schema.enum
    }),
  },
  {
    name: 'enum for const',
    apply: onSchemas(({ schema }) => {
      if (!('const' in schema) || 'enum' in schema) return
      schema.enum = [schema.const!]
      delete schema.const
    }),
  },
  {
    name: 'a list of one type',
    apply: onSchemas(({ schema }) => {
      if (hasPlainType(schema)) schema.type = [schema.type!]
    }),
  },
  {
    name: 'null by anyOf',
    apply: onSchemas((place) => {
      const { schema } = place
      if (!Array.isArray(schema.type) || schema.type.length !== 2 || !schema.type.includes('null'))
        return
      if (
        'enum' in schema ||
        'const' in schema ||
        'default' in schema ||
        'anyOf' in schema ||
        'oneOf' in schema ||
        'not' in schema ||
        'if' in schema ||
        'allOf' in schema
      )
        return
      const { readOnly, writeOnly, ...rest } = schema
      const type = schema.type.find((one) => one !== 'null')!
      put(place, {
        anyOf: [{ ...rest, type }, { type: 'null' }],
        ...(readOnly && { readOnly }),
        ...(writeOnly && { writeOnly }),
      })
    }),
  },
  {
    name: 'oneOf for anyOf of types apart',
    apply: onSchemas(({ schema }) => {
      if (!Array.isArray(schema.anyOf) || schema.oneOf) return
      const types = schema.anyOf.map((one) =>
        isMap(one) && typeof one.type === 'string' ? one.type : undefined,
      )
      if (
        types.some((type) => type === undefined || type === 'integer') ||
        new Set(types).size !== types.length
      )
        return
      schema.oneOf = schema.anyOf
      delete schema.anyOf
    }),
  },
  {
    name: 'reverse branches',
    apply: onSchemas(({ schema }) => {
      for (const key of ['anyOf', 'oneOf', 'allOf']) {
        const list = schema[key]
        if (Array.isArray(list) && !('default' in schema)) list.reverse()
      }
    }),
  },
  {
    name: 'say additionalProperties true',
    apply: onSchemas(({ schema }) => {
      if (
        isMap(schema.properties) &&
        !('additionalProperties' in schema) &&
        !JSON.stringify(schema).includes('unevaluated')
      ) {
        schema.additionalProperties = true
      }
    }),
  },
  {
    name: 'integer bounds',
    apply: onSchemas(({ schema }) => {
      if (
        schema.type !== 'integer' ||
        typeof schema.minimum !== 'number' ||
        !Number.isInteger(schema.minimum)
      )
        return
      if ('exclusiveMinimum' in schema) return
      schema.exclusiveMinimum = schema.minimum - 1
      delete schema.minimum
    }),
  },
  {
    name: 'words',
    apply: onSchemas(({ schema }) => {
      if (isReference(schema)) return
      schema.description = 'Other words.'
      schema.title = 'Other title'
      schema['x-other'] = { words: true }
    }),
  },
  {
    name: 'examples',
    apply: onSchemas(({ schema }) => {
      if (!isReference(schema)) schema.examples = ['other']
    }),
  },
  {
    name: 'minLength 0',
    apply: onSchemas(({ schema }) => {
      if (schema.type === 'string' && !('minLength' in schema)) schema.minLength = 0
    }),
  },
  {
    name: 'minItems 0 and no unique items',
    apply: onSchemas(({ schema }) => {
      if (schema.type !== 'array') return
      if (!('minItems' in schema)) schema.minItems = 0
      if (!('uniqueItems' in schema)) schema.uniqueItems = false
    }),
  },
  {
    name: 'parameter into a component',
    apply: (document, choose) => {
      for (const { operation } of some(operationsOf(document), choose)) {
        if (!Array.isArray(operation.parameters)) continue
        operation.parameters = operation.parameters.map((parameter) => {
          if (!isMap(parameter) || isReference(parameter)) return parameter
          const all = components(document, 'parameters')
          const name = fresh(all, 'Parameter')
          all[name] = parameter
          return { $ref: `#/components/parameters/${name}` }
        })
      }
    },
  },
  {
    name: 'response into a component',
    apply: (document, choose) => {
      for (const { operation } of some(operationsOf(document), choose)) {
        const responses = operation.responses
        if (!isMap(responses)) continue
        for (const [status, response] of Object.entries(responses)) {
          if (!isMap(response) || isReference(response)) continue
          const all = components(document, 'responses')
          const name = fresh(all, 'Response')
          all[name] = response
          responses[status] = { $ref: `#/components/responses/${name}` }
        }
      }
    },
  },
  {
    name: 'body into a component',
    apply: (document, choose) => {
      for (const { operation } of some(operationsOf(document), choose)) {
        const body = operation.requestBody
        if (!isMap(body) || isReference(body)) continue
        const all = components(document, 'requestBodies')
        const name = fresh(all, 'Body')
        all[name] = body
        operation.requestBody = { $ref: `#/components/requestBodies/${name}` }
      }
    },
  },
  {
    name: 'parameters to the path item',
    apply: (document) => {
      for (const item of Object.values(isMap(document.paths) ? document.paths : {})) {
        if (!isMap(item) || item.parameters) continue
        const own = operationsOf({ paths: { only: item } })
        const [first] = own
        if (own.length !== 1 || !first || !Array.isArray(first.operation.parameters)) continue
        item.parameters = first.operation.parameters
        delete first.operation.parameters
      }
    },
  },
  {
    name: 'reverse parameters',
    apply: (document, choose) => {
      for (const { operation } of some(operationsOf(document), choose)) {
        if (Array.isArray(operation.parameters)) operation.parameters.reverse()
      }
    },
  },
  {
    name: 'reverse paths',
    apply: (document) => {
      if (isMap(document.paths)) reordered(document.paths)
    },
  },
  {
    name: 'security to the operations',
    apply: (document) => {
      if (!Array.isArray(document.security)) return
      for (const { operation } of operationsOf(document))
        operation.security ??= structuredClone(document.security)
      delete document.security
    },
  },
  {
    name: 'rename a security scheme',
    apply: (document) => {
      const schemes = components(document, 'securitySchemes')
      const [name] = Object.keys(schemes)
      if (name === undefined) return
      const to = fresh(schemes, 'scheme')
      schemes[to] = schemes[name]!
      delete schemes[name]
      const rename = (list: Json | undefined): void => {
        if (!Array.isArray(list)) return
        for (const requirement of list) {
          if (!isMap(requirement) || !(name in requirement)) continue
          requirement[to] = requirement[name]!
          delete requirement[name]
        }
      }
      rename(document.security)
      for (const { operation } of operationsOf(document)) rename(operation.security)
    },
  },
  {
    name: 'case of media types and headers',
    apply: (document, choose) => {
      for (const { operation } of some(operationsOf(document), choose)) {
        for (const response of Object.values(
          isMap(operation.responses) ? operation.responses : {},
        )) {
          if (!isMap(response) || !isMap(response.content)) continue
          const json = response.content['application/json']
          if (json === undefined) continue
          delete response.content['application/json']
          response.content['Application/JSON'] = json
        }
      }
    },
  },
  {
    name: 'base path into the paths',
    apply: (document) => {
      const servers = document.servers
      if (
        !Array.isArray(servers) ||
        servers.length !== 1 ||
        !isMap(servers[0]) ||
        !isMap(document.paths)
      )
        return
      const match = /^(https?:\/\/[^/{}]+)(\/[^{}]*[^/{}])$/.exec(String(servers[0].url))
      if (!match || JSON.stringify(document).includes('"operationRef"')) return
      if (JSON.stringify(document.paths).includes('"servers"')) return
      servers[0].url = match[1]!
      document.paths = Object.fromEntries(
        Object.entries(document.paths).map(([path, item]) => [match[2] + path, item]),
      )
    },
  },
]
