import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CommandRun, startCommand } from '../testing/start-command.ts'
import type { RunningDescription } from './describe-running.ts'

let cwd: string
let runs: CommandRun[]

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'concordat-reference-'))
  runs = []
})

afterEach(async () => {
  for (const run of runs) run.child.kill('SIGKILL')
  await Promise.all(runs.map((run) => run.exit()))
  rmSync(cwd, { recursive: true, force: true })
})

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): CommandRun {
  const started = startCommand(args, { cwd, env })
  runs.push(started)
  return started
}

/** Starts it on a free port and reads the line that `--json` prints once it listens. */
async function listen(args: readonly string[]) {
  const started = run([...args, '--port', '0', '--json'])
  const described = JSON.parse(await started.firstLine()) as RunningDescription
  return { ...started, described }
}

const sessions = '/cumulonimbus/api/user/1234567890/sessions'
const asStaff = { headers: { Authorization: 'token' } }

// Each run compiles the sources anew, which a busy machine takes its time for.
const patience = { timeout: 120_000 }
const poll = { timeout: 30_000 }

describe('concordat-reference', patience, () => {
  it('keeps what it answered over kill -9 and restart, and does not load the demo world again', async () => {
    const first = await listen(['--demo', '--data', 'state'])
    const { url, demo } = first.described
    expect(await (await fetch(`${url}${sessions}`, asStaff)).json()).toMatchObject({ count: 2 })
    const deleted = await fetch(`${url}${sessions}/all`, { ...asStaff, method: 'DELETE' })
    expect(await deleted.json()).toEqual({ count: 2, type: 'session' })
    const issued = await fetch(`${url}/senhasegura/iso/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(
        ['grant_type', 'client_id', 'client_secret'].map((name) => [
          name,
          String(demo?.senhasegura.params[name]),
        ]),
      ),
    })
    const { access_token } = (await issued.json()) as { access_token: string }
    first.child.kill('SIGKILL')
    await first.exit()

    const second = await listen(['--demo', '--data', 'state'])
    const again = second.described
    expect(again.demo).toEqual(demo)
    expect(await (await fetch(`${again.url}${sessions}`, asStaff)).json()).toMatchObject({
      count: 0,
    })
    const drop = `/senhasegura/api/pam/session/drop/${demo?.senhasegura.params.session_id}`
    const dropped = await fetch(again.url + drop, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${access_token}` },
    })
    expect(dropped.status).toBe(200)
    second.child.kill('SIGTERM')
    expect(await second.exit()).toBe(0)

    const third = await listen(['--demo-reset', '--data', 'state'])
    const reset = await fetch(`${third.described.url}${sessions}`, asStaff)
    expect(await reset.json()).toMatchObject({ count: 2 })
  })

  it('logs requests without credentials, lets them end when it is told to stop, and stops at once when told twice', async () => {
    const { described, ...started } = await listen(['--data', 'memory', '--demo'])
    await fetch(`${described.url}${sessions}?limit=1&secret=hunter2`, {
      headers: { Authorization: 'token', 'X-Request-Id': 'my-id' },
    })
    await fetch(`${described.url}/senhasegura/iso/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: 'hunter2' }),
    })
    // A body that never ends keeps its request in progress.
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('grant_type=')),
    })
    const pending = fetch(`${described.url}/senhasegura/iso/oauth2/token`, {
      method: 'POST',
      body: endless,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      duplex: 'half',
    } as RequestInit).catch(() => 'cut')
    await sleep(200)
    started.child.kill('SIGINT')
    await expect.poll(() => started.stderr(), poll).toContain('stopping')
    await expect(fetch(described.url)).rejects.toThrow()
    started.child.kill('SIGINT')
    expect(await started.exit()).toBe(130)
    expect(await pending).toBe('cut')
    const lines = started.stderr().trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ requestId: 'my-id', method: 'GET', path: sessions, status: 200 }),
    )
    expect(started.stderr()).not.toMatch(/hunter2|"token"/)
    expect(started.stdout().trim().split('\n')).toHaveLength(1)
  })
})
