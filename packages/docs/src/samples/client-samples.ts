import { SchemaGraph } from '../schema/schema-graph.ts'
import type { ApiInput } from '../site/render-site.ts'
import { writeTypescript } from './languages/typescript.ts'
import { sampleRequest, sampleSource } from './sample-request.ts'

/** A call of the generated client, as the site shows it. */
export interface ClientSample {
  readonly operationId: string
  /** A whole module. */
  readonly code: string
}

/**
 * The TypeScript samples of an API, one for each operation whose request the client can make: what a compiler needs to
 * tell whether they still fit the generated client.
 */
export async function clientSamples(api: ApiInput): Promise<ClientSample[]> {
  const { model, server } = api
  const source = sampleSource(model, new SchemaGraph(model), server)
  const samples: ClientSample[] = []
  for (const operation of model.operations) {
    const request = await sampleRequest(operation, source)
    if (typeof request === 'string') continue
    const { operationId } = operation
    const code = writeTypescript(request, {
      packageName: api.packageName ?? model.name,
      operationId,
      ...(server === undefined ? {} : { baseUrl: server }),
    })
    samples.push({ operationId, code })
  }
  return samples
}
