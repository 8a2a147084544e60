import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, runGuide } from './run-guide.ts'

const folder = join(import.meta.dirname, '..', '..', 'guides')
const guides = readdirSync(folder).filter((file) => file.endsWith('.md'))
const textOf = (guide: string) => readFileSync(join(folder, guide), 'utf8')

/** The others start servers and take minutes together: `npm run test:long` runs them. */
const inEveryRun = process.env.CONCORDAT_LONG ? guides : ['extend-the-generator.md']

describe('guides', () => {
  test.each(inEveryRun)('%s does what it says', { timeout: 900_000 }, async (guide) => {
    expect(await runGuide(textOf(guide))).toEqual([])
  })

  test.each(guides)('every block of %s is a file, a command, or what one prints', (guide) => {
    const blocks = blocksOf(textOf(guide))
    expect(blocks.length).toBeGreaterThan(1)
    expect(textOf(guide).match(/^```/gm)).toHaveLength(2 * blocks.length)
    const idle = blocks.filter(
      ({ language, options }) =>
        options.file === undefined && language !== 'sh' && language !== 'text',
    )
    expect(idle).toEqual([])
  })

  test('a guide that says what is not so is found out', { timeout: 120_000 }, async () => {
    const wrong = await runGuide(
      '```sh\necho one\n```\n\n```text\ntwo\n```\n\n```sh exit=3\nexit 4\n```\n\n```ruby\n```\n',
    )
    expect(wrong).toEqual([
      expect.stringContaining('line 5: `two` was not printed'),
      expect.stringContaining('line 9: ended with 4 instead of 3'),
      expect.stringContaining('line 13: nothing says'),
    ])
  })
})

test.skipIf(!process.env.CONCORDAT_LONG)(
  'the reference of commands and packages is what their own words give',
  { timeout: 600_000 },
  () => {
    const root = join(folder, '..')
    const { status, stderr } = spawnSync('npm', ['run', '-s', 'reference', '--', '--check'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  },
)
