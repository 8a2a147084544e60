import { type RunningReference, startReference } from '@concordat/reference'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  endAllSessions,
  isDone,
  type Outcome,
  type Person,
  renderReport,
} from './end-all-sessions.ts'

let reference: RunningReference | undefined

/** The person of the demo world, as it was at first. */
async function demoPerson(): Promise<Required<Person>> {
  reference ??= await startReference({ port: 0, demo: true })
  await reference.setUpState('the demo world')
  const { url, apis, demo } = reference
  if (!demo) throw new Error('the demo world was asked for')
  return {
    iproyal: {
      baseUrl: url + apis.iproyal,
      apiToken: String(demo.iproyal.credentials.apiToken),
      hashes: ['hash1', 'hash2'],
    },
    connhex: {
      baseUrl: url + apis.connhex,
      sessionToken: String(demo.connhex.credentials.sessionToken),
    },
    cumulonimbus: {
      baseUrl: url + apis.cumulonimbus,
      sessionToken: String(demo.cumulonimbus.credentials.sessionToken),
      userId: String(demo.cumulonimbus.params.id),
    },
    senhasegura: {
      baseUrl: url + apis.senhasegura,
      clientId: String(demo.senhasegura.params.client_id),
      clientSecret: String(demo.senhasegura.params.client_secret),
      sessionIds: [String(demo.senhasegura.params.session_id)],
    },
  }
}

describe('ending all sessions of a person', () => {
  let person: Required<Person>

  beforeEach(async () => {
    person = await demoPerson()
  })

  afterAll(() => reference?.close())

  const kindsOf = (outcomes: readonly Outcome[]) =>
    Object.fromEntries(outcomes.map(({ vendor, kind }) => [vendor, kind]))

  it('ends them at every vendor, tells each as it is done, and reports them', async () => {
    const told: string[] = []
    const outcomes = await endAllSessions(person, { onProgress: ({ vendor }) => told.push(vendor) })
    expect(kindsOf(outcomes)).toEqual({
      iproyal: 'ended',
      connhex: 'ended',
      cumulonimbus: 'ended',
      senhasegura: 'ended',
    })
    expect(told.toSorted()).toEqual(['connhex', 'cumulonimbus', 'iproyal', 'senhasegura'])
    expect(isDone(outcomes)).toBe(true)
    expect(renderReport(outcomes)).toContain('cumulonimbus  ended      2 sessions\n')
  })

  it('changes nothing when it is a rehearsal', async () => {
    const outcomes = await endAllSessions(person, { dryRun: true })
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['would-end']))
    const again = await endAllSessions(person)
    expect(renderReport(again)).toContain('cumulonimbus  ended      2 sessions\n')
    expect(kindsOf(again).senhasegura).toBe('ended')
  })

  it('tells what was ended partly, what was refused, and what nobody answered', async () => {
    const outcomes = await endAllSessions({
      iproyal: { ...person.iproyal, baseUrl: 'http://127.0.0.1:9/v1' },
      connhex: { ...person.connhex, sessionToken: 'of-no-value' },
      cumulonimbus: person.cumulonimbus,
      senhasegura: {
        ...person.senhasegura,
        sessionIds: [...person.senhasegura.sessionIds, 'none'],
      },
    })
    expect(kindsOf(outcomes)).toEqual({
      iproyal: 'unknown',
      connhex: 'refused',
      cumulonimbus: 'ended',
      senhasegura: 'partly',
    })
    expect(isDone(outcomes)).toBe(false)
    expect(renderReport(outcomes)).toContain('not ended: none (answered 500)')
  })
})
