/** Marks the operation in view among the links at the side. */
export function markPlace(): void {
  const links = new Map<string, Element>()
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.side .calls a[href^="#"]')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link)
  }
  if (links.size === 0 || typeof IntersectionObserver === 'undefined') return
  const inView = new Set<string>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = target.getAttribute('aria-labelledby') ?? ''
        if (isIntersecting) inView.add(id)
        else inView.delete(id)
      }
      const here = [...links.keys()].find((id) => inView.has(id))
      for (const [id, link] of links) link.classList.toggle('here', id === here)
    },
    { rootMargin: '-72px 0px -60% 0px' },
  )
  for (const section of document.querySelectorAll('.operation')) observer.observe(section)
  // The menu of small screens has done its work when a place was chosen.
  document.querySelector('.side')?.addEventListener('click', ({ target }) => {
    const menu = document.querySelector<HTMLInputElement>('#menu')
    if (menu && target instanceof Element && target.closest('a')) menu.checked = false
  })
}
