import type { ApiModel, OperationModel } from '@concordat/model'
import {
  createRequestJudge,
  type JudgedRequest,
  type RequestJudge,
  type WireRequest,
} from '@concordat/verify'
import { serverUrl } from '@concordat/wire'
import type { Interaction } from '../pact/pact.ts'
import { interactionRequest } from './interaction-request.ts'

/** An interaction with the operation that its request is for. */
export interface MappedInteraction {
  readonly interaction: Interaction
  readonly request: WireRequest
  /** Absent where the document has no such operation. */
  readonly judged?: JudgedRequest
}

/** Finds operations for interactions, by method and path; paths may begin with that of a documented server. */
export function createInteractionMap(
  model: ApiModel,
): (interaction: Interaction) => MappedInteraction {
  const judge = createRequestJudge(model)
  const bases = basePaths(model)
  return (interaction) => {
    const request = interactionRequest(interaction.request)
    const judged = judgedBelow(judge, request, bases)
    return { interaction, request, ...(judged && { judged }) }
  }
}

function judgedBelow(
  judge: RequestJudge,
  request: WireRequest,
  bases: readonly string[],
): JudgedRequest | undefined {
  const found = bases.flatMap((base) => judge(request, base) ?? [])
  return found.find(({ verdict }) => verdict !== 'invalid') ?? found[0]
}

/** No path, and the paths of all servers, the longest first. */
function basePaths({ servers, operations }: ApiModel): readonly string[] {
  const all = [...servers, ...operations.flatMap((operation: OperationModel) => operation.servers)]
  const paths = all.map(({ url, variables }) => {
    const filled = serverUrl({
      url,
      variables: Object.fromEntries(variables.map(({ name, ...said }) => [name, said])),
    })
    return URL.parse(filled, 'http://localhost')?.pathname.replace(/\/+$/, '') ?? ''
  })
  return ['', ...new Set(paths.filter((path) => path !== ''))].sort((a, b) => b.length - a.length)
}
