export { saveContract } from './contract-parts.ts'
export { type ContractReporterOptions, contractReporter } from './contract-reporter.ts'
