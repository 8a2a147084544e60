import type { ApiModel } from '@concordat/model'
import { serverUrl } from '@concordat/wire'

/** The path of the document's first server, its variables at their defaults; empty for none. */
export function basePathOf({ servers: [first] }: Pick<ApiModel, 'servers'>): string {
  if (!first) return ''
  // As texts alone: a default outside of its enum is a fault of its own, told elsewhere.
  const defaults = Object.fromEntries(first.variables.map((one) => [one.name, one.default]))
  const url = serverUrl({ url: first.url }, defaults)
  if (!URL.canParse(url, 'http://localhost')) return ''
  const path = new URL(url, 'http://localhost').pathname.replace(/\/+$/, '')
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
