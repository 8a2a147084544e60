import { element, icon } from './element.ts'
import type { Found, SearchSite } from './search.ts'

declare global {
  var concordatSearch: SearchSite | undefined
}

const mostShown = 12

/** Adds the search of a site: a button, `/` or Ctrl-K open it; arrows choose, Enter goes there. */
export function addSearch(tools: Element): void {
  const root = document.body.dataset.root ?? ''
  const button = element(
    'button',
    { type: 'button', class: 'tool search-button', 'aria-haspopup': 'dialog' },
    icon('M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13.2 13.2l3.3 3.3'),
    element('span', {}, 'Search'),
    element('kbd', { 'aria-hidden': 'true' }, '/'),
  )
  const input = element('input', {
    type: 'search',
    role: 'combobox',
    'aria-label': 'Search operations, schemas and guides',
    'aria-controls': 'search-results',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Operations, schemas, guides',
  })
  const list = element('ul', { id: 'search-results', role: 'listbox', 'aria-label': 'Results' })
  const told = element('p', { class: 'told', role: 'status' })
  const dialog = element('dialog', { class: 'search', 'aria-label': 'Search' }, input, list, told)
  document.body.append(dialog)

  let found: readonly Found[] = []
  let chosen = 0
  const show = () => {
    const search = globalThis.concordatSearch
    const words = input.value.trim()
    found = search && words !== '' ? search(words).slice(0, mostShown) : []
    chosen = 0
    list.replaceChildren(...found.map(resultView))
    input.setAttribute('aria-expanded', String(found.length > 0))
    told.textContent = words === '' || !search ? '' : found.length === 0 ? 'Nothing found.' : ''
    mark()
  }
  const mark = () => {
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === chosen))
      if (index === chosen) option.scrollIntoView({ block: 'nearest' })
    }
    if (found.length > 0) input.setAttribute('aria-activedescendant', `result-${chosen}`)
    else input.removeAttribute('aria-activedescendant')
  }
  const open = async () => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
    // Only who searches loads the index.
    await loadOnce(`${root}assets/search.js`)
    await loadOnce(`${root}assets/search-index.js`)
    show()
  }
  input.addEventListener('input', show)
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      chosen = (chosen + step + found.length) % found.length
      mark()
      event.preventDefault()
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      go(found[chosen])
    }
  })
  const go = (one: Found | undefined) => {
    if (!one) return
    dialog.close()
    location.href = root + one.href
  }
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
    const option = target instanceof Element ? target.closest('[role="option"]') : null
    if (option) go(found[[...list.children].indexOf(option)])
  })
  button.addEventListener('click', open)
  addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof Element &&
      event.target.closest('input, textarea, select, [contenteditable]')
    const wanted =
      (event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey))
    if (!wanted || event.altKey) return
    event.preventDefault()
    void open()
  })
  tools.append(button)
}

function resultView({ title, kind, api, detail }: Found, index: number): Element {
  const where = kind === 'guide' ? 'Guide' : `${api}${kind === 'operation' ? '' : `, ${kind}`}`
  return element(
    'li',
    { role: 'option', id: `result-${index}`, 'aria-selected': 'false' },
    element('span', { class: 'title' }, title),
    element('span', { class: 'detail' }, detail),
    element('span', { class: 'where' }, where),
  )
}

const loads = new Map<string, Promise<void>>()

/** Loads a script of the site; a script works from files too, where fetching data does not. */
function loadOnce(address: string): Promise<void> {
  const known = loads.get(address)
  if (known) return known
  const load = new Promise<void>((resolve, reject) => {
    const script = element('script', { src: address })
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => reject(new Error(`${address} cannot be loaded.`)))
    document.head.append(script)
  })
  loads.set(address, load)
  return load
}
