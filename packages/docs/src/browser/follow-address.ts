/**
 * Opens what an address names, and goes on to the page that has it now: the first page of an API lists all operations
 * and schemas under the addresses that never change.
 */
export function followAddress(): void {
  const follow = () => {
    const anchor = decodeURIComponent(location.hash.slice(1))
    if (anchor === '') return
    const found = document.getElementById(anchor)
    const details = found?.closest('details')
    if (details && !details.open) {
      details.open = true
      found?.scrollIntoView()
    }
    const entry = found ?? nearest(anchor)
    // An entry of a list of contents stands for what it leads to.
    if (entry?.matches('.contents li, .names li')) {
      const link = entry.querySelector('a')
      if (link) location.replace(`${link.href.split('#')[0]}#${encodeURI(anchor)}`)
    } else if (!found) entry?.scrollIntoView()
  }
  addEventListener('hashchange', follow)
  follow()
}

/** What is around a place that is no longer there, or stands on another page: its response, then its operation. */
function nearest(anchor: string): Element | undefined {
  const parts = anchor.split('/')
  for (let length = parts.length - 1; length > 1; length--) {
    const found = document.getElementById(parts.slice(0, length).join('/'))
    if (found) return found
  }
  return undefined
}
