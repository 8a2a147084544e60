/** One thing a story found to be so, or not. */
export interface StoryStep {
  readonly claim: string
  readonly holds: boolean
  /** What was seen instead. */
  readonly found?: string
}

/** What a provider state answers when it is set up. */
export interface StoryWorld {
  readonly credentials: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, unknown>>
}

/** A generated client driving the reference server, step by step. */
export type Story = (reference: string) => Promise<StoryStep[]>

/** Puts the reference server into a state. */
export async function setUp(
  reference: string,
  state: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<StoryWorld> {
  const response = await fetch(`${reference}/_concordat/states`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state, params }),
  })
  if (!response.ok) throw new Error(`state \`${state}\` was refused: ${await response.text()}`)
  return (await response.json()) as StoryWorld // the reference server's own answer, held by its tests
}

/** Collects what a story claims. */
export function narrator(): {
  readonly steps: StoryStep[]
  expect(claim: string, found: unknown, wanted: unknown): void
} {
  const steps: StoryStep[] = []
  return {
    steps,
    expect(claim, found, wanted) {
      const shown = JSON.stringify(found)
      const holds = shown === JSON.stringify(wanted)
      steps.push({ claim, holds, ...(holds ? {} : { found: shown ?? 'nothing' }) })
    },
  }
}

/** A parameter of a state that is text. */
export function text(world: StoryWorld, name: string): string {
  const value = world.params[name]
  if (typeof value !== 'string') throw new Error(`the state gives no text \`${name}\``)
  return value
}

/** A parameter of a state that is a list of texts. */
export function texts(world: StoryWorld, name: string): string[] {
  const value = world.params[name]
  if (!Array.isArray(value)) throw new Error(`the state gives no list \`${name}\``)
  return value.map(String)
}
