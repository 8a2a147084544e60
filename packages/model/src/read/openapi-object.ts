import { isJsonObject, isJsonSchema, type JsonObject, joinPointer } from '@concordat/core'
import type { ApiModel, OperationModel, TagModel } from '../api-model.ts'
import { findLinkTargets } from './link-targets.ts'
import { readPathItemObject } from './path-item-object.ts'
import {
  member,
  type ObjectNode,
  type ReadContext,
  readMap,
  readNode,
  text,
} from './read-context.ts'
import { readSecurity } from './security-requirement-object.ts'
import { readSecuritySchemeObject } from './security-scheme-object.ts'
import { readServers } from './server-object.ts'

/**
 * Reads the whole of a normalised document.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#openapi-object | OpenAPI Object}
 */
export function readOpenapiObject(
  context: ReadContext,
): Omit<ApiModel, 'name' | 'hash' | 'openapi' | 'kind' | 'document'> {
  const root: ObjectNode = { value: context.document, pointer: '' }
  const components = readNode(member(context.document, 'components'), '/components', context) ?? {
    value: {},
    pointer: '/components',
  }
  const securitySchemes = readMap(components, 'securitySchemes', context, (name, node) =>
    readSecuritySchemeObject(name, node, context),
  )
  const schemes = new Set(securitySchemes.map(({ name }) => name))
  const around = {
    security: readSecurity(root, schemes, context) ?? [],
    schemes,
    targets: findLinkTargets(context.document),
  }
  const readItems = (key: string, security = around.security): OperationModel[] =>
    readMap(root, key, context, (path, item) =>
      key === 'paths' && path.startsWith('x-')
        ? undefined
        : readPathItemObject(
            key === 'paths' ? pathOf(path) : path,
            item,
            { ...around, security },
            context,
          ),
    ).flat()
  return {
    ...readInfo(member(context.document, 'info')),
    servers: readServers(root, context),
    tags: readTags(member(context.document, 'tags')),
    operations: readItems('paths'),
    // A webhook's receiver is not this API: the document's own `security` says nothing about it.
    webhooks: readItems('webhooks', []),
    securitySchemes,
    schemas: Object.entries(asObject(member(components.value, 'schemas'))).flatMap(
      ([name, schema]) =>
        isJsonSchema(schema)
          ? [
              {
                kind: 'component-schema' as const,
                name,
                pointer: joinPointer('/components/schemas', name),
                schema,
              },
            ]
          : [],
    ),
  }
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#info-object | Info Object} */
function readInfo(
  value: unknown,
): Pick<ApiModel, 'title' | 'version' | 'summary' | 'description' | 'contact' | 'license'> {
  const info = asObject(value)
  const contact = member(info, 'contact')
  const license = member(info, 'license')
  return {
    title: text(info, 'title').title ?? '',
    version: text(info, 'version').version ?? '',
    ...text(info, 'summary'),
    ...text(info, 'description'),
    ...(isJsonObject(contact) && {
      contact: { ...text(contact, 'name'), ...text(contact, 'url'), ...text(contact, 'email') },
    }),
    ...(isJsonObject(license) && {
      license: {
        name: text(license, 'name').name ?? '',
        ...text(license, 'identifier'),
        ...text(license, 'url'),
      },
    }),
  }
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#tag-object | Tag Object} */
function readTags(value: unknown): TagModel[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((tag: unknown) => {
    const name = isJsonObject(tag) ? member(tag, 'name') : undefined
    return isJsonObject(tag) && typeof name === 'string'
      ? [{ name, ...text(tag, 'description') }]
      : []
  })
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** The part of a template that a request's path can match: no server sees a fragment, and a query is said by parameters. */
function pathOf(template: string): string {
  return /^(?:[^?#{]|\{[^{}]*\})*/.exec(template)?.[0] || template
}
