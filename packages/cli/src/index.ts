export type { CommandContext, Output } from './command-context.ts'
export { type ConcordatConfig, defineConfig } from './config/define-config.ts'
export { type ExitCode, exitCode } from './exit-code.ts'
export { runConcordat } from './run-concordat.ts'
