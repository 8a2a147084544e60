import { type RunningReference, startReference } from '@concordat/reference'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connhexStory } from '../../scripts/stories/connhex.ts'
import { cumulonimbusStory } from '../../scripts/stories/cumulonimbus.ts'
import { iproyalStory } from '../../scripts/stories/iproyal.ts'
import { senhaseguraStory } from '../../scripts/stories/senhasegura.ts'

let reference: RunningReference

beforeAll(async () => {
  reference = await startReference({ port: 0, states: true })
})

afterAll(() => reference.close())

test.each([
  ['iproyal', iproyalStory],
  ['connhex', connhexStory],
  ['cumulonimbus', cumulonimbusStory],
  ['senhasegura', senhaseguraStory],
])(
  'the generated client of %s and the reference server live through the story together',
  async (_, story) => {
    const steps = await story(reference.url)
    expect(steps.filter(({ holds }) => !holds)).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  },
)
