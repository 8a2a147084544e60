import {
  type ContractFindingClass,
  type ContractReport,
  contractReport,
  createContractChecker,
  renderContractJunit,
  renderContractText,
} from '@concordat/contracts'
import { ConcordatError } from '@concordat/core'
import { readApiModel } from '@concordat/model'
import type { CommandContext } from '../command-context.ts'
import { openDocuments } from '../diff/open-documents.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { styleOf } from '../terminal/style.ts'
import { writeWholeFile } from '../write-whole-file.ts'
import { readPacts } from './read-pacts.ts'

/** What people may say to `concordat check-contract`. */
export interface CheckContractFlags {
  readonly document: string
  readonly provider?: string
  readonly allowUnknown?: boolean
  readonly format: string
  readonly output?: string
}

/** Checks Pact files against a document, prints the report and says how it ended. */
export async function runCheckContract(
  names: readonly string[],
  flags: CheckContractFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const failing = new Set<ContractFindingClass>(
    flags.allowUnknown ? ['breaks'] : ['breaks', 'unknown'],
  )
  const render = rendererOf(flags, failing, context)
  const pacts = await readPacts(names, context.cwd, flags.provider)
  const [opened, ...others] = [...(await openDocuments(flags.document, context.cwd)).values()]
  if (!opened || others.length > 0) {
    throw new ConcordatError(
      'E_USAGE',
      `\`--document ${flags.document}\`: name one document; there are ${others.length + 1}.`,
    )
  }
  const { title, version, hash } = readApiModel(opened.loaded).model
  const check = createContractChecker(opened.loaded)
  const report = contractReport(
    { location: opened.location, title, version, hash },
    pacts.map(check),
  )
  const text = render(report)
  if (flags.output === undefined) context.stdout.write(text)
  else await writeWholeFile(context.cwd, flags.output, text)
  return [...failing].some((kind) => report.counts[kind] > 0) ? exitCode.findings : exitCode.accord
}

function rendererOf(
  flags: CheckContractFlags,
  failing: ReadonlySet<ContractFindingClass>,
  context: CommandContext,
): (report: ContractReport) => string {
  switch (flags.format) {
    case 'text':
      return (report) =>
        flags.output === undefined
          ? renderContractText(report, styleOf(context.stdout, context.env))
          : renderContractText(report)
    case 'json':
      return (report) => `${JSON.stringify(report, null, 2)}\n`
    case 'junit':
      return (report) => renderContractJunit(report, failing)
    default:
      throw new ConcordatError(
        'E_USAGE',
        `There is no format \`${flags.format}\`. Formats: text, json, junit.`,
      )
  }
}
