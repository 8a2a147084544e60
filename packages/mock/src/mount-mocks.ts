import type { Mock } from './mock.ts'

/** A mock, and the path that it answers under. */
export interface MountedMock {
  /** For example `/shop/v1`; the mock's own `basePath` is to be the same. */
  readonly basePath: string
  readonly mock: Mock
}

/** One `fetch` of several mocks: the longest base path that a request begins with decides. */
export function mountMocks(mounted: readonly MountedMock[]): Mock['fetch'] {
  const longestFirst = mounted.toSorted(
    (left, right) => right.basePath.length - left.basePath.length,
  )
  return async (input, init) => {
    const request = input instanceof Request && !init ? input : new Request(input, init)
    const { pathname } = new URL(request.url)
    const found = longestFirst.find(({ basePath }) => {
      const base = basePath.replace(/\/$/, '')
      return pathname === base || pathname.startsWith(`${base}/`)
    })
    if (found) return found.mock.fetch(request)
    const known = mounted.map(({ basePath }) => basePath || '/').join(', ')
    const detail = `No document is mounted here; there are ${known}.`
    const body = { type: 'about:blank', title: 'Not Found', status: 404, detail }
    const headers = { 'Content-Type': 'application/problem+json' }
    return new Response(JSON.stringify(body), { status: 404, headers })
  }
}
