// Loaded into every process of a measured command: notes its peak memory, in kB, when it ends.
import { appendFileSync } from 'node:fs'

process.on('exit', () => {
  appendFileSync(process.env.BENCH_USAGE, `${process.resourceUsage().maxRSS}\n`)
})
