import type { Code } from '../code-writer.ts'

/** Whether code uses what is imported as `z`. Text within quotes and comments does not count. */
export function mentionsZod(code: Code): boolean {
  const { layout } = code
  switch (layout.kind) {
    case 'text':
      return !/^(?:['"/]| \*)/.test(layout.value) && /(?:^|[^\w$.])z\./.test(layout.value)
    case 'sequence':
      return layout.parts.some(mentionsZod)
    case 'indented':
      return mentionsZod(layout.part)
    case 'group':
      return layout.items.some(mentionsZod)
    case 'line-break':
      return false
  }
}
