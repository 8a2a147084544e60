// Runs `verify` against right and wrong servers: `node bench/drift/run.mjs [--api NAME] [--family NAME] [--only TEXT] [--seeds N] [--json]`.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serve } from './serve.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values: flags } = parseArgs({
  options: {
    api: { type: 'string' },
    family: { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
const { verify, loadDocument } = process.env.CONCORDAT_VERIFY
  ? await import(process.env.CONCORDAT_VERIFY)
  : { ...(await import('@concordat/verify')), ...(await import('@concordat/document')) }

const apis = ['library'].filter((name) => !flags.api || name === flags.api)

async function run(api, document, change, seed) {
  const app = api.create()
  change?.(app)
  const server = await serve((request) => app.handle(request))
  try {
    const { auth, identities } = api
    return await verify({ document, url: server.url, auth, identities, seed, budget: 30_000 })
  } finally {
    await server.close()
  }
}

const rows = []
let falseFindings = 0
for (const name of apis) {
  const module = await import(`./${name}/server.mjs`)
  const { mutants } = await import(`./${name}/mutants.mjs`)
  const api = { ...module, create: module.createServer }
  const { loaded } = await loadDocument(join(here, name, 'openapi.yaml'))
  if (!flags.family && !flags.only) {
    for (let seed = 1; seed <= Number(flags.seeds); seed++) {
      const report = await run(api, loaded, undefined, seed)
      rows.push({
        api: name,
        family: 'right',
        name: `seed ${seed}`,
        findings: report.findings.length,
        seconds: report.seconds,
        requests: report.requests,
      })
      falseFindings += report.findings.length
      for (const finding of report.findings) {
        process.stderr.write(`FALSE ${name} seed ${seed}: ${finding.id}: ${finding.message}\n`)
      }
    }
  }
  for (const { family, name: mutant, change } of mutants) {
    if (flags.family && family !== flags.family) continue
    if (flags.only && !mutant.includes(flags.only)) continue
    const report = await run(api, loaded, change, 1)
    const caught = report.findings.some(({ severity }) => severity === 'error')
    rows.push({
      api: name,
      family,
      name: mutant,
      caught,
      findings: report.findings.length,
      seconds: report.seconds,
      requests: report.requests,
    })
    if (!caught) process.stderr.write(`MISSED ${name} ${family}: ${mutant}\n`)
    if (flags.verbose) {
      process.stderr.write(
        `${caught ? 'caught' : 'missed'} ${name} ${family}: ${mutant} (${report.seconds} s)\n`,
      )
      for (const finding of report.findings)
        process.stderr.write(`    ${finding.id}: ${finding.message}\n`)
    }
  }
}

if (flags.json) {
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
} else {
  const wrong = rows.filter(({ family }) => family !== 'right')
  const families = [...new Set(wrong.map(({ family }) => family))]
  const line = (name, list) => {
    const caught = list.filter((row) => row.caught).length
    const seconds = list.map((row) => row.seconds)
    const requests = list.map((row) => row.requests)
    const mean = (numbers) =>
      numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
    return `${name.padEnd(12)} ${String(caught).padStart(4)} / ${String(list.length).padEnd(4)} ${((100 * caught) / Math.max(1, list.length)).toFixed(0).padStart(4)} %  ${mean(seconds).toFixed(1).padStart(5)} s mean ${Math.max(
      0,
      ...seconds,
    )
      .toFixed(1)
      .padStart(5)} s longest ${mean(requests).toFixed(0).padStart(6)} requests`
  }
  for (const family of families)
    console.log(
      line(
        family,
        wrong.filter((row) => row.family === family),
      ),
    )
  if (wrong.length > 0) console.log(line('all', wrong))
  const right = rows.filter(({ family }) => family === 'right')
  if (right.length > 0)
    console.log(
      `right servers: ${falseFindings} false findings in ${right.length} runs, longest ${Math.max(...right.map((row) => row.seconds)).toFixed(1)} s`,
    )
}
process.exitCode = falseFindings > 0 || rows.some((row) => row.caught === false) ? 1 : 0
