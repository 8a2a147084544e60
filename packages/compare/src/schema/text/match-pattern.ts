const compiled = new Map<string, RegExp | undefined>()

/** Whether a text matches a pattern, read with the `u` flag, or without it where it is none then. */
export function matchesPattern(pattern: string, text: string): boolean {
  return patternOf(pattern)?.test(text) ?? true
}

/** Whether any validator can read a pattern. */
export function isPattern(pattern: string): boolean {
  return patternOf(pattern) !== undefined
}

function patternOf(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // The next way of reading it, or none.
    }
  }
  return undefined
}
