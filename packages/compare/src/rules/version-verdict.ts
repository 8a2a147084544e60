import type { Change } from '../changes/change.ts'

/** What semantic versioning asks of `info.version`. */
export interface VersionVerdict {
  readonly needed: 'major' | 'minor' | 'none'
  /** `none`: unchanged, or lower; absent where a version is not of the form `1.2.3`. */
  readonly given?: 'major' | 'minor' | 'patch' | 'none'
  readonly isEnough: boolean
}

/**
 * Judges the change of `info.version` by what changed. Before 1.0.0 a new minor version may break.
 * @see {@link https://semver.org/spec/v2.0.0.html | Semantic Versioning 2.0.0}
 */
export function versionVerdict(
  before: string,
  after: string,
  changes: readonly Change[],
): VersionVerdict {
  const open = changes.filter(({ accepted }) => !accepted)
  const breaks = open.some((change) => change.class !== 'compatible')
  const needed = breaks ? 'major' : open.length > 0 ? 'minor' : 'none'
  const given = stepOf(before, after)
  if (given === undefined) return { needed, isEnough: needed === 'none' || before !== after }
  const isEarly = numbersOf(before)?.[0] === 0
  const order = ['none', 'patch', 'minor', 'major']
  const least =
    needed === 'major'
      ? isEarly
        ? 'minor'
        : 'major'
      : needed === 'minor'
        ? isEarly
          ? 'patch'
          : 'minor'
        : 'none'
  return { needed, given, isEnough: order.indexOf(given) >= order.indexOf(least) }
}

function stepOf(before: string, after: string): VersionVerdict['given'] {
  const [old, next] = [numbersOf(before), numbersOf(after)]
  if (!old || !next) return undefined
  const steps = ['major', 'minor', 'patch'] as const
  for (const [index, step] of steps.entries()) {
    const difference = (next[index] ?? 0) - (old[index] ?? 0)
    if (difference !== 0) return difference > 0 ? step : 'none'
  }
  return 'none'
}

function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(version.trim())
  return match?.slice(1, 4).map((part) => Number(part ?? 0))
}
