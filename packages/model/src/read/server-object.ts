import { isJsonObject, type JsonPointer, joinPointer } from '@concordat/core'
import type { ServerModel, ServerVariableModel } from '../api-model.ts'
import { scalarText } from '../name/shown.ts'
import { member, type ObjectNode, type ReadContext, readList, text } from './read-context.ts'

/** Reads the `servers` of the document, a path item or an operation. */
export function readServers(owner: ObjectNode, context: ReadContext): ServerModel[] {
  return readList(owner, 'servers', context, (node) => readServerObject(node, context))
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#server-object | Server Object} */
function readServerObject(node: ObjectNode, context: ReadContext): ServerModel | undefined {
  const { value, pointer } = node
  const { url } = text(value, 'url')
  if (url === undefined) {
    context.report({
      id: 'server-url-invalid',
      message: 'A server has no `url`; it is left out.',
      pointer,
    })
    return undefined
  }
  const written = member(value, 'variables')
  const variables = isJsonObject(written)
    ? readVariables(written, joinPointer(pointer, 'variables'), context)
    : []
  const names = new Set(variables.map(({ name }) => name))
  for (const [, name = ''] of url.matchAll(/\{([^{}]*)\}/g)) {
    if (names.has(name)) continue
    names.add(name)
    variables.push({ name, default: '' })
    context.report({
      id: 'server-variable-undeclared',
      message: `The server's URL names \`{${name}}\`, but \`variables\` gives it no default; it is read as empty.`,
      pointer,
    })
  }
  return {
    kind: 'server',
    pointer,
    url: absoluteServerUrl(url, context.location),
    ...text(value, 'description'),
    variables,
  }
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#server-variable-object | Server Variable Object} */
function readVariables(
  variables: object,
  pointer: JsonPointer,
  context: ReadContext,
): ServerVariableModel[] {
  return Object.entries(variables).flatMap(([name, variable]: [string, unknown]) => {
    if (!isJsonObject(variable)) return []
    const written = member(variable, 'default')
    const values = scalars(member(variable, 'enum'))
    const fallback = written === undefined ? (values[0] ?? '') : scalarText(written)
    if (values.length > 0 && !values.includes(fallback)) {
      context.report({
        id: 'server-variable-default-invalid',
        message: `The default \`${fallback}\` of the server variable \`${name}\` is not in its \`enum\`.`,
        pointer: joinPointer(pointer, name),
      })
    }
    return [
      {
        name,
        default: fallback,
        ...(values.length > 0 && { enum: values }),
        ...text(variable, 'description'),
      },
    ]
  })
}

/** Values of an enum as text: a port is often written as a number. */
function scalars(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.filter((item) => typeof item !== 'object').map(String)
}

/**
 * A relative URL is relative to where the document is served; a document that was read from a file is served nowhere.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#relative-references-in-api-urls}
 */
function absoluteServerUrl(url: string, location: string): string {
  const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|\{)/i.test(url)
  if (isAbsolute || !/^https?:/i.test(location)) return url
  try {
    const encoded = url.replaceAll('{', '%7B').replaceAll('}', '%7D')
    return new URL(encoded, location).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
  } catch {
    return url
  }
}
