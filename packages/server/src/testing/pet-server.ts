import { refuse } from '../refuse.ts'
import type { Server } from '../types/server-options.ts'
import { createServer, type Pet, type PetServerOptions } from './pets.ts'

export const auth = {
  token: (credential: string) =>
    credential === 'good'
      ? { user: 1 }
      : credential === 'banned'
        ? refuse({ kind: 'forbidden', code: 'BANNED', message: 'Banned.' })
        : null,
  login: ({ username, password }: { username: string; password: string }) =>
    password === 'secret' ? { username } : null,
  key: (credential: string) => (credential === 'k' ? { key: credential } : false),
}

export type PetOptions = PetServerOptions<typeof auth>
interface Seen {
  input?: Record<string, unknown>
}

/** A pet server whose handlers note what they get. */
export function petServer(
  options: Partial<PetOptions> = {},
  handlers: Partial<PetOptions['handlers']> = {},
): Server & { seen: Seen } {
  const seen: Seen = {}
  const see =
    <T>(output: T) =>
    (input: object): T => {
      seen.input = { ...input }
      return output
    }
  const server = createServer<typeof auth>({
    auth,
    checkResponses: 'enforce',
    onError: () => undefined,
    onFinding: () => undefined,
    ...options,
    handlers: {
      listPets: see({ status: 200 as const, body: [{ name: 'Tom' }], headers: { 'x-total': 1 } }),
      addPet: (input) => {
        seen.input = { ...input }
        return { status: 201, body: input.body }
      },
      getPet: see({ status: 200 as const, body: { name: 'Tom' } }),
      setPhoto: see({ status: 200 as const, body: new Blob(['png']) }),
      myPets: see({ status: 200 as const, body: [] as Pet[] }),
      ...handlers,
    },
  })
  return { ...server, seen }
}

/** A request with a JSON body and a good credential. */
export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...headers },
})

/** Status and JSON body of a response. */
export async function outcome(response: Response): Promise<{ status: number; body: unknown }> {
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
