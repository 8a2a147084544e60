import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWholeFile } from './write-whole-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a link keeps leading to its file', async () => {
  writeFileSync(join(folder, 'real.json'), 'old')
  symlinkSync('real.json', join(folder, 'link.json'))
  await writeWholeFile(folder, 'link.json', 'new')
  expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json'])
})

test('a pipe is written into, not replaced', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const [text] = await Promise.all([readFile(pipe, 'utf8'), writeWholeFile(folder, 'pipe', 'new')])
  expect(text).toBe('new')
  expect(lstatSync(pipe).isFIFO()).toBe(true)
})

test('/dev/null stays what it is', async () => {
  await writeWholeFile(folder, '/dev/null', 'new')
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
})
