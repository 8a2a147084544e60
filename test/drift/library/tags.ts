import { createHash } from 'node:crypto'

/** The entity tag of a representation. */
export function tagOf(value: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}"`
}

function listed(header: string): string[] {
  return header.split(',').map((tag) => tag.trim())
}

/** If-None-Match: weak comparison (RFC 9110, 13.1.2). */
export function holds(header: unknown, tag: string): boolean {
  if (typeof header !== 'string') return false
  return listed(header).some((entry) => entry === '*' || entry.replace(/^W\//, '') === tag)
}

/** If-Match: strong comparison (RFC 9110, 13.1.1); true when there is no such header. */
export function isCurrent(header: unknown, tag: string): boolean {
  if (typeof header !== 'string') return true
  return listed(header).some((entry) => entry === '*' || entry === tag)
}
