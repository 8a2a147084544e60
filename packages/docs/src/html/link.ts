import { type Content, type Html, html } from './html.ts'
import { isSafeAddress } from './safe-address.ts'

/** A link to an address that a document gives; only its words where the address could act in a page. */
export function link(address: string, words: Content): Html {
  return isSafeAddress(address)
    ? html`<a href="${address}" rel="noreferrer">${words}</a>`
    : html`${words}`
}
