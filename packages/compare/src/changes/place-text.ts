import type { Edge } from '../schema/include/comparison.ts'

/** What a place within a value is called: `The body`, or `` `items[].name` of the body``. */
export function placeText(subject: string, path: readonly Edge[]): string {
  const inner = path.map(({ step }, index) => stepText(step, index === 0)).join('')
  const text = inner === '' ? subject : `\`${inner}\` of ${subject}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function stepText(step: Edge['step'], isFirst: boolean): string {
  const dot = isFirst ? '' : '.'
  switch (step.kind) {
    case 'member':
      return /^[\w$-]+$/.test(step.name) ? `${dot}${step.name}` : `[${JSON.stringify(step.name)}]`
    case 'pattern':
      return `${dot}/${step.pattern}/`
    case 'rest':
      return `${dot}*`
    case 'item':
      return `[${step.index}]`
    case 'items':
      return '[]'
    case 'name':
      return `${dot}(name)`
  }
}
