import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from './main.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-reference-'))
  writeFileSync(join(folder, 'thesis'), '')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command in this process: none of these runs gets so far as to listen. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const output = { stdout: '', stderr: '' }
  const writer = (name: keyof typeof output) => ({
    write(text: string) {
      output[name] += text
    },
  })
  const io = { env, stdout: writer('stdout'), stderr: writer('stderr') }
  return { code: await main(args, io), ...output }
}

const stackLine = /\bat .*:\d+:\d+/

describe('the command line', () => {
  it.each([
    { args: ['--port', '70000'], says: '0 to 65535' },
    { args: ['--port', 'x'], says: '0 to 65535' },
    { args: ['--jsn'], says: '--json' },
    { args: ['--rate-limit', '10'], says: 'N/SECONDS' },
    { args: ['--rate-limit', '0/10'], says: 'N/SECONDS' },
    { args: ['--log', 'loud'], says: 'silent' },
    { args: ['extra'], says: 'too many arguments' },
    { args: ['--data', 'memory', '--host', '192.0.2.1', '--port', '0'], says: '192.0.2.1' },
  ])('ends with 2 and one plain message for $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(stackLine)
  })

  it('ends with 2 when the data directory cannot be used', async () => {
    const { code, stderr } = await run(['--port', '0', '--data', join(folder, 'thesis')])
    expect(code).toBe(2)
    expect(stderr).toContain('thesis')
    expect(stderr).not.toMatch(stackLine)
  })

  it('ends with 2 when the database does not answer, and keeps its password', async () => {
    const DATABASE_URL = 'postgres://anna:hunter2@127.0.0.1:9/nothing'
    const { code, stderr } = await run(['--port', '0'], { DATABASE_URL })
    expect(code).toBe(2)
    expect(stderr).toContain('127.0.0.1:9')
    expect(stderr).not.toMatch(/hunter2/)
    expect(stderr).not.toMatch(stackLine)
  })

  it('ends with 2 when the port is in use, and leaves no store behind', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const { code, stderr } = await run(['--port', port, '--data', join(folder, 'state')])
    other.close()
    expect(code).toBe(2)
    expect(stderr).toContain(`Port ${port}`)
    expect(stderr).not.toMatch(stackLine)
    expect(readdirSync(folder)).toEqual(['thesis'])
  })

  it('prints help and version on stdout', async () => {
    const help = await run(['--help'])
    expect(help).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('Examples:'),
    })
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    const version = await run(['--version'])
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})
