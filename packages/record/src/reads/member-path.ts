/** A place inside answers: names of members, and `*` for every item of a list. */
export type MemberPath = readonly string[]

/** The step into the items of a list. */
export const items = '*'

/**
 * A path as one text, for messages and as a key: `/items/~1a/*`; a member that is really named `*` is `~2`.
 * @see RFC 6901, of which this is an extension
 */
export function pathText(path: MemberPath): string {
  return path.map((step) => `/${step === items ? items : escaped(step)}`).join('')
}

/** The step of a member: names that would be read as a step into items are told apart. */
export function memberStep(name: string): string {
  return name === items ? starName : name
}

const starName = '\u0000*'

function escaped(step: string): string {
  if (step === starName) return '~2'
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Reads what {@link pathText} writes. */
export function parsePathText(text: string): MemberPath {
  return text
    .split('/')
    .slice(1)
    .map((step) => {
      if (step === items) return items
      if (step === '~2') return starName
      return step.replaceAll('~1', '/').replaceAll('~0', '~')
    })
}

/** The name of a step's member. */
export function nameOfStep(step: string): string {
  return step === starName ? items : step
}
