import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/model'
import { comparePathTemplates, compilePath, essenceOf, isJson } from '@concordat/wire'
import { items, type MemberPath, memberStep, pathText } from '../reads/member-path.ts'
import type { RequestKind } from './contract.ts'

/** Finds the operation of a request by its method and its path below a base. */
export function operationFinder(
  model: ApiModel,
): (method: string, path: string) => OperationModel | undefined {
  const compiled = model.operations
    .map((operation) => ({ operation, matcher: compilePath(operation.path) }))
    .sort((left, right) => comparePathTemplates(left.operation.path, right.operation.path))
  return (method, path) =>
    compiled.find(
      ({ operation, matcher }) =>
        operation.method === method.toLowerCase() && matcher.match(path) !== undefined,
    )?.operation
}

/** What a request on its way is made of. Its body is read from a copy. */
export async function describeRequest(
  operation: OperationModel,
  request: Request,
  credentials: ReadonlySet<string>,
): Promise<RequestKind> {
  const names = (location: 'header' | 'cookie'): string[] =>
    operation.parameters.filter((one) => one.in === location).map(({ name }) => name)
  const cookies = (request.headers.get('cookie') ?? '').split(/; */).map((one) => one.split('=')[0])
  const contentType = request.headers.get('content-type')
  const mediaType = contentType === null ? undefined : essenceOf(contentType)
  const body = mediaType !== undefined && isJson(mediaType) ? await jsonOf(request) : undefined
  return {
    operationId: operation.operationId,
    query: [...new Set(new URL(request.url).searchParams.keys())]
      .filter((name) => !credentials.has(name))
      .sort(),
    header: names('header').filter((name) => request.headers.has(name)),
    cookie: names('cookie').filter((name) => cookies.includes(name)),
    ...(mediaType !== undefined && { mediaType }),
    members: body === undefined ? [] : membersOf(body),
  }
}

/** Names of the query parameters that carry credentials. */
export function credentialNames({ securitySchemes }: ApiModel): ReadonlySet<string> {
  return new Set(
    securitySchemes.flatMap(({ scheme }) =>
      scheme.type === 'apiKey' && scheme.in === 'query' ? [scheme.name] : [],
    ),
  )
}

async function jsonOf(request: Request): Promise<JsonValue | undefined> {
  try {
    const value: JsonValue = await request.clone().json()
    return value
  } catch {
    return undefined
  }
}

/** Every member of a value, as texts of paths, each once. */
export function membersOf(value: JsonValue): readonly string[] {
  const found = new Set<string>()
  const walk = (inner: JsonValue, path: MemberPath): void => {
    if (Array.isArray(inner)) for (const item of inner) walk(item, [...path, items])
    else if (isJsonObject(inner)) {
      for (const [name, member] of Object.entries(inner)) {
        const own = [...path, memberStep(name)]
        found.add(pathText(own))
        walk(member, own)
      }
    }
  }
  walk(value, [])
  return [...found].sort()
}
