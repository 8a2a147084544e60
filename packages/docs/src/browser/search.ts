import MiniSearch from 'minisearch'
import { searchOptions } from '../search/search-options.ts'

/** What a search shows of one thing that it found. */
export interface Found {
  readonly title: string
  readonly kind: 'operation' | 'schema' | 'guide' | 'webhook'
  readonly api: string
  /** From the root of the site. */
  readonly href: string
  readonly detail: string
}

/** Finds things of a site by words, the best first. */
export type SearchSite = (words: string) => readonly Found[]

declare global {
  var concordatSearch: SearchSite | undefined
  /** Called by the file that holds the index. */
  var concordatSearchIndex: ((index: string) => void) | undefined
}

globalThis.concordatSearchIndex = (index) => {
  const search = MiniSearch.loadJSON(index, searchOptions)
  globalThis.concordatSearch = (words) =>
    // Seam: results carry the stored fields of the index, which `search-index.ts` writes.
    search.search(words) as unknown as readonly Found[]
}
