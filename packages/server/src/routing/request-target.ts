/** The path and the query of a request, as they travelled: nothing is decoded. */
export interface RequestTarget {
  readonly path: string
  /** Without the question mark; empty when there is none. */
  readonly query: string
}

/** Cuts path and query out of an absolute URL, without the cost of parsing it. */
export function targetOf(url: string): RequestTarget {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0) return { path: '/', query: '' }
  const hash = url.indexOf('#', start)
  const end = hash < 0 ? url.length : hash
  const mark = url.indexOf('?', start)
  if (mark < 0 || mark > end) return { path: url.slice(start, end), query: '' }
  return { path: url.slice(start, mark), query: url.slice(mark + 1, end) }
}

/**
 * The rest of a path after the prefix under which an app is mounted. Prefixes are counted in segments, because the
 * path is percent-encoded and the prefix is a pattern of Hono's. Nothing left is the root.
 */
export function afterMount(path: string, mountPath: string): string {
  if (mountPath === '/' || mountPath === '') return path
  if (path.startsWith(mountPath) && path.charCodeAt(mountPath.length) === 47)
    return path.slice(mountPath.length)
  let at = 0
  for (let left = mountPath.split('/').filter(Boolean).length; left > 0; left--) {
    at = path.indexOf('/', at + 1)
    if (at < 0) return '/'
  }
  return path.slice(at)
}
