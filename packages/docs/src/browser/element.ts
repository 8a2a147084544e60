/** Makes an element with attributes and children; texts become text nodes, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

const svg = 'http://www.w3.org/2000/svg'

/** A small drawing of one path. */
export function icon(path: string): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg')
  for (const [key, value] of Object.entries({
    viewBox: '0 0 20 20',
    width: '18',
    height: '18',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.6',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  })) {
    drawing.setAttribute(key, value)
  }
  const line = document.createElementNS(svg, 'path')
  line.setAttribute('d', path)
  drawing.append(line)
  return drawing
}

/** What the browser keeps for this site; pages opened from files may have no store. */
export const store = {
  read(kind: 'local' | 'session', key: string): string | undefined {
    try {
      return (
        (kind === 'local' ? localStorage : sessionStorage).getItem(`concordat-${key}`) ?? undefined
      )
    } catch {
      // The reader's browser forbids it: the choice is forgotten with the page.
      return undefined
    }
  },
  write(kind: 'local' | 'session', key: string, value: string): void {
    try {
      const place = kind === 'local' ? localStorage : sessionStorage
      place.setItem(`concordat-${key}`, value)
    } catch {
      // As above.
    }
  },
}
