import { isJsonObject, type JsonObject } from '@concordat/core'
import type { SecuritySchemeKind, SecuritySchemeModel } from '../api-model.ts'
import { scalarText, shown } from '../name/shown.ts'
import { member, type ObjectNode, type ReadContext, text } from './read-context.ts'

/** @see {@link https://spec.openapis.org/oas/v3.1.1#security-scheme-object | Security Scheme Object} */
export function readSecuritySchemeObject(
  name: string,
  node: ObjectNode,
  context: ReadContext,
): SecuritySchemeModel | undefined {
  const { value, pointer } = node
  const scheme = readScheme(value)
  if (!scheme) {
    context.report({
      id: 'security-scheme-malformed',
      message: `The security scheme \`${name}\` lacks what its \`type\` (\`${shown(member(value, 'type'))}\`) needs, or has a type that OpenAPI 3.1 does not define; it is left out.`,
      pointer,
    })
    return undefined
  }
  return { kind: 'security-scheme', pointer, name, ...text(value, 'description'), scheme }
}

function readScheme(value: JsonObject): SecuritySchemeKind | undefined {
  switch (member(value, 'type')) {
    case 'http':
      return readHttp(value)
    case 'apiKey':
      return readApiKey(value)
    case 'oauth2':
      return { type: 'oauth2', flows: readFlows(member(value, 'flows')) }
    case 'openIdConnect': {
      const { openIdConnectUrl } = text(value, 'openIdConnectUrl')
      return openIdConnectUrl === undefined
        ? undefined
        : { type: 'openIdConnect', openIdConnectUrl }
    }
    case 'mutualTLS':
      return { type: 'mutualTLS' }
    default:
      return undefined
  }
}

/** Schemes are compared without case. @see RFC 9110, section 11.1 */
function readHttp(value: JsonObject): SecuritySchemeKind | undefined {
  const { scheme } = text(value, 'scheme')
  if (scheme === undefined) return undefined
  return { type: 'http', scheme: scheme.toLowerCase(), ...text(value, 'bearerFormat') }
}

function readApiKey(value: JsonObject): SecuritySchemeKind | undefined {
  const { name } = text(value, 'name')
  const location = (['query', 'header', 'cookie'] as const).find(
    (one) => one === member(value, 'in'),
  )
  return name === undefined || location === undefined
    ? undefined
    : { type: 'apiKey', in: location, name }
}

type Flows = Extract<SecuritySchemeKind, { readonly type: 'oauth2' }>['flows']

function readFlows(flows: unknown): Flows {
  if (!isJsonObject(flows)) return {}
  return Object.fromEntries(
    Object.entries(flows).flatMap(([name, flow]) => {
      if (!isJsonObject(flow) || name.startsWith('x-')) return []
      const scopes = member(flow, 'scopes')
      return [
        [
          name,
          {
            ...text(flow, 'tokenUrl'),
            ...text(flow, 'authorizationUrl'),
            ...text(flow, 'refreshUrl'),
            scopes: Object.fromEntries(
              Object.entries(isJsonObject(scopes) ? scopes : {}).map(([scope, description]) => [
                scope,
                scalarText(description),
              ]),
            ),
          },
        ],
      ]
    }),
  )
}
