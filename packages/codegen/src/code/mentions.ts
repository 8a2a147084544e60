import type { Code } from './code.ts'

/** Whether code accesses a member of a name, such as `z` in `z.string()`; literals and comments do not count. */
export function mentions(root: Code, name: string): boolean {
  const access = new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)${name}\\.`)
  const visit = ({ layout }: Code): boolean => {
    switch (layout.kind) {
      case 'text':
        return !layout.isData && access.test(layout.value)
      case 'line-break':
        return false
      case 'indented':
        return visit(layout.part)
      case 'sequence':
        return layout.parts.some(visit)
      case 'group':
        return layout.items.some(visit)
    }
  }
  return visit(root)
}
