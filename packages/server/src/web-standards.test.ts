import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, it } from 'vitest'

// The compiler cannot hold this: one configuration compiles the Node adapter too, and with it come Node's types.
it('only the Node adapter knows Node', () => {
  const found = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.test-d)\.ts$/.test(entry.name))
    .map((entry) => relative(import.meta.dirname, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(`node${sep}`) && !file.startsWith(`testing${sep}`))
    .flatMap((file) => {
      const text = readFileSync(join(import.meta.dirname, file), 'utf8')
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const offence =
        /from 'node:|from '@hono\/node-server'|\b(Buffer|__dirname|setImmediate)\b|(?<![.\w])process\.(?!\?)/.exec(
          code,
        )
      return offence ? [`${file}: ${offence[0]}`] : []
    })
  expect(found).toEqual([])
})
