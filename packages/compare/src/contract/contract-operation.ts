import type { ApiModel, OperationModel, ParameterModel } from '@concordat/model'
import { type BaseUrl, baseUrls } from './servers.ts'

/** An operation with what stands around it joined: its URLs, and its parameters by where they travel. */
export interface ContractOperation {
  readonly model: OperationModel
  readonly bases: readonly BaseUrl[]
  /** Names of the path's variables, in their order. */
  readonly variables: readonly string[]
  /** By place and name; path parameters by position, header names in lower case. */
  readonly parameters: ReadonlyMap<string, ParameterModel>
}

export function contractOperation(api: ApiModel, model: OperationModel): ContractOperation {
  const variables = [...model.path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  return {
    model,
    bases: baseUrls(api, model),
    variables,
    parameters: new Map(
      model.parameters.map((parameter) => [parameterKey(parameter, variables), parameter]),
    ),
  }
}

function parameterKey({ in: place, name }: ParameterModel, variables: readonly string[]): string {
  if (place === 'path') return `path ${variables.indexOf(name)}`
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`
}

/** Method and path, whatever the path's variables are called. */
export function placeOf({ method, path }: OperationModel, base = ''): string {
  return `${method} ${base}${path.replaceAll(/\{[^{}]*\}/g, '{}')}`
}

/** As people write it: `GET /pets/{id}`. */
export function operationName({ method, path }: OperationModel): string {
  return `${method.toUpperCase()} ${path}`
}
