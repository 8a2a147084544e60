/** An object of the bundled document while it is being made. */
export type Draft = Record<string, unknown>

export function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Own member of a draft: `own(draft, 'constructor')` does not find what every object inherits. */
export function own(draft: unknown, key: string): unknown {
  return isDraft(draft) && Object.hasOwn(draft, key) ? draft[key] : undefined
}

/** Sets an own member, whatever its name: `draft['__proto__'] = …` would set the prototype instead. */
export function setMember(draft: Draft, key: string, value: unknown) {
  if (key !== '__proto__') draft[key] = value
  else
    Object.defineProperty(draft, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
}

/** The member as an object; made when there is none. */
export function ensureObject(draft: Draft, key: string): Draft {
  const member = own(draft, key)
  if (isDraft(member)) return member
  const created: Draft = {}
  setMember(draft, key, created)
  return created
}
