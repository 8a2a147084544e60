import { store } from './element.ts'

/** Keeps what the reader chose: the language of samples on every page, the filter until the window is closed. */
export function keepChoices(): void {
  const choose = (language: string) => {
    for (const input of document.querySelectorAll<HTMLInputElement>('.samples input')) {
      if (input.value === language) input.checked = true
    }
  }
  const chosen = store.read('local', 'language')
  if (chosen) choose(chosen)
  addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    if (target.closest('.samples')) {
      // Other samples change their height: what the reader looks at stays where it is.
      const before = target.getBoundingClientRect().top
      choose(target.value)
      scrollBy({ top: target.getBoundingClientRect().top - before, behavior: 'instant' })
      store.write('local', 'language', target.value)
    }
    if (target.id === 'promised') store.write('session', 'promised', String(target.checked))
  })
  const filter = document.querySelector<HTMLInputElement>('#promised')
  if (filter && store.read('session', 'promised') === 'true') filter.checked = true
}
