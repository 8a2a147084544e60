import type { Options } from 'minisearch'

/** One thing that can be found in a site. */
export interface SearchEntry {
  readonly id: number
  readonly title: string
  /** Names by which programs know it. */
  readonly names: string
  readonly text: string
  readonly kind: 'operation' | 'schema' | 'guide' | 'webhook'
  readonly api: string
  /** From the root of the site. */
  readonly href: string
  readonly detail: string
}

/** How an index is made and read: the same when a site is built and in a browser. */
export const searchOptions: Options<SearchEntry> = {
  fields: ['title', 'names', 'text'],
  storeFields: ['title', 'kind', 'api', 'href', 'detail'],
  // `listUserSessions` and `X-RateLimit-Limit` are found by each of their words, and whole.
  tokenize: (text) => {
    const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
    return words.flatMap((word) => {
      const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u)
      return parts.length > 1 ? [word, ...parts] : [word]
    })
  },
  searchOptions: {
    boost: { title: 4, names: 3 },
    prefix: true,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    combineWith: 'AND',
  },
}
