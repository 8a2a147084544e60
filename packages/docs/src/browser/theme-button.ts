import { element, icon, store } from './element.ts'

const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const drawings: Readonly<Record<Theme, string>> = {
  auto: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  light:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.5v1.5M10 17v1.5M1.5 10H3M17 10h1.5M4 4l1 1M15 15l1 1M4 16l1-1M15 5l1-1',
  dark: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5',
}

/** Lets the reader choose light, dark, or what the system says. */
export function addThemeButton(tools: Element): void {
  const stored = store.read('local', 'theme')
  let theme: Theme = themes.find((one) => one === stored) ?? 'auto'
  const button = element('button', { type: 'button', class: 'tool' })
  const show = () => {
    if (theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    button.replaceChildren(icon(drawings[theme]))
    button.setAttribute('aria-label', `Colours: ${theme}`)
    button.title = `Colours: ${theme}`
  }
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
    store.write('local', 'theme', theme)
    show()
  })
  show()
  tools.append(button)
}
