import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReferenceApp, type ReferenceApp } from './reference-app.ts'
import {
  findPostgres,
  type PostgresCluster,
  postgresMissing,
  startPostgresCluster,
} from './testing/postgres-cluster.ts'

const bin = findPostgres()
const path = '/cumulonimbus/api/user/1234567890/sessions'

describe.skipIf(!bin)(
  `replicas on one database${bin ? '' : ` (skipped: ${postgresMissing})`}`,
  () => {
    let cluster: PostgresCluster
    let replicas: readonly ReferenceApp[]

    beforeAll(async () => {
      cluster = await startPostgresCluster(bin ?? '')
      const databaseUrl = await cluster.createDatabase()
      // Started together: one of them migrates and loads, the other waits and finds it done.
      replicas = await Promise.all(
        [1, 2].map(() =>
          createReferenceApp({
            store: { kind: 'postgres', databaseUrl },
            demo: true,
            rateLimit: { requests: 10, seconds: 300 },
          }),
        ),
      )
    })

    afterAll(async () => {
      await Promise.all((replicas ?? []).map((replica) => replica.close()))
      await cluster?.stop()
    })

    const send = (replica: number, method: string, target: string, authorization: string) => {
      const headers = { Authorization: authorization }
      const request = new Request(`http://reference${target}`, { method, headers })
      return replicas[replica]!.fetch(request)
    }

    it('share what callers do', async () => {
      const session = `${path.slice(0, -1)}/1234567890`
      const deleted = await send(0, 'DELETE', session, 'token')
      expect(deleted.status).toBe(200)
      expect((await send(1, 'GET', session, 'token')).status).toBe(404)
      const again = await send(1, 'DELETE', session, 'demo-user-token-1')
      expect(again.status, 'the token of the deleted session').toBe(401)
    })

    it('share access tokens', async () => {
      const demo = replicas[0]!.demo!.senhasegura.params
      const issued = await replicas[0]!.fetch(
        new Request('http://reference/senhasegura/iso/oauth2/token', {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: String(demo.grant_type),
            client_id: String(demo.client_id),
            client_secret: String(demo.client_secret),
          }),
        }),
      )
      const { access_token } = (await issued.json()) as { access_token: string }
      const drop = `/senhasegura/api/pam/session/drop/${demo.session_id}`
      expect((await send(1, 'DELETE', drop, `Bearer ${access_token}`)).status).toBe(200)
      expect((await send(0, 'DELETE', drop, `Bearer ${access_token}`)).status).toBe(500)
    })

    it('share the rate limit', async () => {
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, index) => send(index % 2, 'GET', path, 'token')),
      )
      // The tests before have used up two of the ten.
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(8)
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(22)
    })
  },
)
