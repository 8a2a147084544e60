// Compares every step of vendors' documents over time: `tsx test/compare/history/run.ts FOLDER [OUTPUT]`.
// FOLDER holds one folder for each vendor, with its versions in the order of their names.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, changeClasses, compareDocuments } from '@concordat/compare'
import { loadDocument } from '@concordat/document'

const [folder = '.', output] = process.argv.slice(2)
const steps: string[] = [
  '| vendor | step | s | operations | directions changed | unknown | wire | behaviour | code | compatible |',
  '|---|---|---|---|---|---|---|---|---|---|',
]
const causes: string[] = ['| vendor | step | class | what | evidence |', '|---|---|---|---|---|']
let changed = 0
let undecided = 0
for (const vendor of readdirSync(folder, { withFileTypes: true })) {
  if (!vendor.isDirectory()) continue
  const files = readdirSync(join(folder, vendor.name)).sort()
  for (let index = 1; index < files.length; index += 1) {
    const [before, after] = [files[index - 1]!, files[index]!]
    const load = async (file: string) =>
      (await loadDocument(join(folder, vendor.name, file), { allowFilesOutside: true })).loaded
    const [old, next] = [await load(before), await load(after)]
    const start = performance.now()
    const { changes, operations } = compareDocuments(old, next)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const { all, unknown } = directions(changes)
    changed += all
    undecided += unknown
    const counts = changeClasses.map(
      (one) => [one, changes.filter((change) => change.class === one).length] as const,
    )
    const count = Object.fromEntries(counts)
    const step = `${before.split(/[-.]/)[0]} → ${after.split(/[-.]/)[0]}`
    steps.push(
      `| ${vendor.name} | ${step} | ${seconds} | ${operations} | ${all} | ${unknown} | ${count.wire} | ${count.behaviour} | ${count.code} | ${count.compatible} |`,
    )
    for (const change of changes) {
      if (change.class === 'compatible' || change.class === 'code') continue
      const evidence = change.witness ? change.witness.kind : change.argument ? 'argument' : 'none'
      causes.push(`| ${vendor.name} | ${step} | ${change.class} | ${cell(change)} | ${evidence} |`)
    }
  }
}
const share = changed === 0 ? 0 : (100 * undecided) / changed
const text = `${steps.join('\n')}\n\n${undecided} of ${changed} changed operation directions are unknown (${share.toFixed(1)} %).\n\n${causes.join('\n')}\n`
if (output) writeFileSync(output, text)
else process.stdout.write(text)

function cell({ message, operations }: Change): string {
  const [first] = operations
  const place = first
    ? ` (${first.method} ${first.path}${operations.length > 1 ? ` and ${operations.length - 1} more` : ''})`
    : ''
  return `${message}${place}`.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** Requests and answers of operations that anything was said of, and those of which nothing was decided. */
function directions(changes: readonly Change[]): { all: number; unknown: number } {
  const decided = new Set<string>()
  const open = new Set<string>()
  for (const change of changes) {
    for (const { method, path } of change.operations) {
      const key = `${method} ${path} ${change.direction ?? ''}`
      if (change.class === 'unknown') open.add(key)
      else if (change.class === 'wire') decided.add(key)
      else if (!decided.has(key)) decided.add(`${key}?`)
    }
  }
  const all = new Set([...decided, ...open].map((key) => key.replace(/\?$/, '')))
  return { all: all.size, unknown: [...open].filter((key) => !decided.has(key)).length }
}
