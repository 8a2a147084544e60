import type { Finding } from '@concordat/core'
import type { NameTable } from './name-table.ts'

/** What the names of a table belong to. */
export interface NamedThings {
  /** For people: `type` or `method`. */
  readonly noun: string
  readonly pointerOf: (name: string) => string
}

/** Tells of names that another name forced to change: what is added to a document could rename what a user imports. */
export function reportNumbered(
  names: NameTable,
  { noun, pointerOf }: NamedThings,
  report: (finding: Finding) => void,
): void {
  for (const { name, wanted, given } of names.numbered()) {
    const pointer = pointerOf(name)
    report({
      id: 'name-numbered',
      severity: 'warning',
      message: `The ${noun} of \`${name}\` is called \`${given}\`, because \`${wanted}\` is another's name. Its number depends on what stands before it: give one of them a name of its own.`,
      pointer,
      fingerprint: `name-numbered:${pointer}`,
    })
  }
}
