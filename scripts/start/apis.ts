import * as connhex from '@concordat/connhex'
import * as cumulonimbus from '@concordat/cumulonimbus'
import * as iproyal from '@concordat/iproyal'
import * as senhasegura from '@concordat/senhasegura'
import type { ClientInput, ClientOutcome, ConnectClient } from '@concordat/verify'
import { connhexStory } from '../stories/connhex.ts'
import { cumulonimbusStory } from '../stories/cumulonimbus.ts'
import { iproyalStory } from '../stories/iproyal.ts'
import { senhaseguraStory } from '../stories/senhasegura.ts'
import type { Story } from '../stories/story.ts'

/** One of the four APIs: its document, where the reference server has it, its generated client and its story. */
export interface Api {
  readonly name: string
  readonly document: string
  readonly prefix: string
  readonly connect: ConnectClient
  readonly story: Story
}

/** A generated client seen as operations by name; the checks know only names. */
type Methods = Readonly<
  Record<
    string,
    (input: ClientInput, options: { readonly timeout: number }) => Promise<ClientOutcome>
  >
>

function connect(createClient: (options: never) => unknown): ConnectClient {
  return (baseUrl, auth) => {
    // seam: the generated client's methods are typed one by one; here they are called by name
    const client = createClient({ baseUrl, auth } as never) as Methods
    return {
      call(operationId, input, options) {
        const method = client[operationId]
        if (!method) throw new Error(`the client has no method \`${operationId}\``)
        return method(input, options)
      },
    }
  }
}

/** The four APIs. */
export const apis: readonly Api[] = [
  {
    name: 'iproyal',
    prefix: '/iproyal/v1',
    connect: connect(iproyal.createClient),
    story: iproyalStory,
  },
  {
    name: 'connhex',
    prefix: '/connhex/auth',
    connect: connect(connhex.createClient),
    story: connhexStory,
  },
  {
    name: 'cumulonimbus',
    prefix: '/cumulonimbus/api',
    connect: connect(cumulonimbus.createClient),
    story: cumulonimbusStory,
  },
  {
    name: 'senhasegura',
    prefix: '/senhasegura',
    connect: connect(senhasegura.createClient),
    story: senhaseguraStory,
  },
].map((api) => ({ ...api, document: `openapi/${api.name}/openapi.yaml` }))
