import type { CallSite } from './call-site.ts'
import { type MemberPath, memberStep, pathText } from './member-path.ts'

/** What a value was when tests met it. */
export type Variant = 'absent' | 'null' | 'empty' | 'filled'

/** What a consumer did with a member. */
export interface MemberUse {
  readonly path: MemberPath
  /**
   * `read`: its value was asked for by itself. `passed-on`: it was only taken along when the whole object was, by a spread,
   * a copy or `JSON.stringify`.
   */
  readonly use: 'read' | 'passed-on'
  /** Whether every reading of it stands in a test file, so that only the test asks for it. */
  readonly onlyInTests: boolean
  readonly variants: readonly Variant[]
}

/** An object that is watched. */
export interface WatchedObject {
  readonly path: MemberPath
  /** Its members, in their order. */
  readonly names: readonly string[]
  /** Names that were read, in order, by the place in the code that read them. */
  readonly readsBySite: Map<string, { readonly inTest: boolean; readonly names: string[] }>
}

/** How places in code are told apart. */
export interface SiteRules {
  /** Whether a file belongs to the test runner, whose comparisons say nothing of what the consumer needs. */
  isRunner(file: string): boolean
  isTest(file: string): boolean
}

/** Remembers what is read of answers. */
export class ReadLog {
  readonly #objects: WatchedObject[] = []
  #wholeTaken: { inCode: boolean } | undefined
  readonly #variants = new Map<string, Set<Variant>>()
  readonly #rules: SiteRules

  constructor(rules: SiteRules) {
    this.#rules = rules
  }

  /** Begins to watch an object. */
  watch(path: MemberPath, names: readonly string[]): WatchedObject {
    const watched: WatchedObject = { path, names, readsBySite: new Map() }
    this.#objects.push(watched)
    return watched
  }

  met(path: MemberPath, variant: Variant): void {
    const key = pathText(path)
    const variants = this.#variants.get(key) ?? new Set()
    this.#variants.set(key, variants.add(variant))
  }

  read({ readsBySite }: WatchedObject, name: string, { file, place }: CallSite): void {
    if (this.#rules.isRunner(file)) return
    const known = readsBySite.get(place)
    if (known) known.names.push(name)
    else readsBySite.set(place, { inTest: this.#rules.isTest(file), names: [name] })
  }

  /** Remembers that the whole answer was taken as text or bytes. */
  takeWhole({ file }: CallSite): void {
    if (this.#rules.isRunner(file)) return
    this.#wholeTaken ??= { inCode: false }
    this.#wholeTaken.inCode ||= !this.#rules.isTest(file)
  }

  /** All uses, by path. */
  uses(): readonly MemberUse[] {
    const found = new Map<string, { path: MemberPath; isRead: boolean; inCode: boolean }>()
    if (this.#wholeTaken) found.set('', { path: [], isRead: false, ...this.#wholeTaken })
    for (const object of this.#objects) {
      for (const { inTest, names } of object.readsBySite.values()) {
        for (const { name, isRead } of told(names, object.names)) {
          const path = [...object.path, memberStep(name)]
          const key = pathText(path)
          const known = found.get(key) ?? { path, isRead: false, inCode: false }
          known.isRead ||= isRead
          known.inCode ||= !inTest
          found.set(key, known)
        }
      }
    }
    return [...found]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, { path, isRead, inCode }]) => ({
        path,
        use: isRead ? 'read' : 'passed-on',
        onlyInTests: !inCode,
        variants: [...(this.#variants.get(key) ?? [])].sort(),
      }))
  }
}

/**
 * Tells reading from passing on: who takes the whole object reads all its members, in their order, at one place of the
 * code. An object of one member is read: too much said is found out sooner than too little.
 */
function told(
  names: readonly string[],
  all: readonly string[],
): { readonly name: string; readonly isRead: boolean }[] {
  const result: { name: string; isRead: boolean }[] = []
  for (let at = 0; at < names.length; ) {
    const isWhole = all.length > 1 && all.every((name, index) => names[at + index] === name)
    const length = isWhole ? all.length : 1
    for (const name of names.slice(at, at + length)) result.push({ name, isRead: !isWhole })
    at += length
  }
  return result
}
