import type { JsonObject, JsonValue, Random } from '@concordat/core'
import type { Direction } from './directed-document.ts'
import type { SchemaJudge } from './schema-judge.ts'

/** How much of what is optional a made value holds. */
export type Fullness = 'minimal' | 'full' | 'random'

/** What making values needs. */
export interface MakeContext {
  readonly document: JsonObject
  readonly judge: SchemaJudge
  readonly direction: Direction
  readonly random: Random
  readonly fullness: Fullness
  /** A value known to be meaningful for a property, for example the id of a thing that exists. */
  known?(name: string, schema: JsonObject): JsonValue | undefined
  /** Whether numbers are the smallest allowed: positions and amounts that most servers can take. */
  readonly lowest?: boolean
  /** Whether documented examples and defaults are used for leaves. Default: true. */
  readonly examples?: boolean
}
