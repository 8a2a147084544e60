import { parseArgs } from 'node:util'
import { families } from '../kit/bench.ts'
import { type RunMode, runModes } from './run-result.ts'

export interface RunArguments {
  /** Parts of ids; all servers when empty. */
  readonly only: readonly string[]
  readonly family: readonly string[]
  readonly kind: readonly string[]
  /** Runs over each right server, with seeds 1, 2, …; variations get at most `variationSeeds` of them. */
  readonly seeds: number
  readonly variationSeeds: number
  /** The seed of the runs over wrong servers. */
  readonly seed: number
  readonly budget: number
  readonly lanes: number
  /** File for every run as it came out. */
  readonly json: string | undefined
  /** Runs that are in that file are taken from it. */
  readonly resume: boolean
  /** What the verifier may do; each mode has a table of its own. */
  readonly modes: readonly RunMode[]
  /** Only so many wrong servers, which the seed chooses. */
  readonly sample: number | undefined
  /** The four reference servers in place of the bench's. */
  readonly reference: boolean
}

export const usage = `Verifies the right, the wrong and the differently right servers of the drift bench.

  node --conditions=@concordat/source --import tsx test/drift/run.ts [options]

  --only TEXT          only servers with this in their id (repeated: any of them)
  --family NAME        only wrong servers of this family (repeated): ${families.join(', ')}
  --kind NAME          only servers of this kind (repeated): right, wrong, variation
  --seeds N            runs over each right server (20)
  --variation-seeds N  runs over each variation (3)
  --seed N             seed of the runs over wrong servers (1)
  --budget SECONDS     time for one run (10)
  --lanes N            runs at the same time (1: as measured; 2 is faster and slows each run)
  --mode NAME          what the verifier may do (repeated): destructive (the default), default
  --sample N           only so many wrong servers, which --seed chooses
  --json FILE          every run as it came out, kept while it goes on
  --reference          the four reference servers in place of the bench's own
  --resume             take the runs that are in FILE from there

Exit code: 0 every target is met, 1 one is missed, 2 the bench could not run.
`

function whole(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise)
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`A whole number was expected, not \`${text}\`.`)
  return number
}

function modesOf(names: readonly string[]): RunMode[] {
  const unknown = names.find((name) => !runModes.some((mode) => mode === name))
  if (unknown !== undefined)
    throw new Error(`There is no mode \`${unknown}\`: ${runModes.join(' or ')}.`)
  return runModes.filter((mode) => names.includes(mode))
}

export function readRunArguments(args: readonly string[]): RunArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      family: { type: 'string', multiple: true },
      kind: { type: 'string', multiple: true },
      seeds: { type: 'string' },
      'variation-seeds': { type: 'string' },
      seed: { type: 'string' },
      budget: { type: 'string' },
      lanes: { type: 'string' },
      mode: { type: 'string', multiple: true },
      sample: { type: 'string' },
      json: { type: 'string' },
      resume: { type: 'boolean' },
      reference: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  return {
    only: values.only ?? [],
    family: values.family ?? [],
    kind: values.kind ?? [],
    seeds: whole(values.seeds, 20),
    variationSeeds: whole(values['variation-seeds'], 3),
    seed: whole(values.seed, 1),
    budget: whole(values.budget, 10) * 1000,
    lanes: Math.max(1, whole(values.lanes, 1)),
    modes: modesOf(values.mode ?? ['destructive']),
    sample: values.sample === undefined ? undefined : whole(values.sample, 0),
    json: values.json,
    resume: values.resume ?? false,
    reference: values.reference ?? false,
  }
}
