import {
  acceptChanges,
  type Change,
  type ChangeClass,
  changeClasses,
  compareDocuments,
  type DiffReport,
  type DocumentReport,
  diffReport,
  type EndRules,
  judgeEnds,
  renderGithub,
  renderHtml,
  renderJunit,
  renderMarkdown,
  renderSarif,
  renderText,
  reportedDocument,
  retireOperations,
  sortChanges,
  versionVerdict,
} from '@concordat/compare'
import { ConcordatError } from '@concordat/core'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { styleOf } from '../terminal/style.ts'
import { writeWholeFile } from '../write-whole-file.ts'
import { type OpenedDocument, type OpenedDocuments, openDocuments } from './open-documents.ts'

/** What people may say to `concordat diff`. */
export interface DiffFlags {
  readonly format: string
  readonly output?: string
  readonly failOn?: string
  readonly verbose?: boolean
  readonly config?: string
  readonly today?: string
}

type Accept = Parameters<typeof acceptChanges>[1]

/** Compares what two names stand for, prints the report and says how it ended. */
export async function runDiff(
  names: readonly [old: string, next: string],
  flags: DiffFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { config } = await loadConfig(context.cwd, flags.config)
  const failing = failingClasses(flags.failOn?.split(',') ?? config.diff?.failOn)
  const render = rendererOf(flags, failing, context)
  const today = flags.today ?? new Date().toISOString().slice(0, 10)
  const [old, next] = await Promise.all([
    openDocuments(names[0], context.cwd),
    openDocuments(names[1], context.cwd),
  ])
  const pairs = pairUp(old, next, names)
  const accept = acceptancesOf(config.diff?.accept ?? [])
  const { needsSunset, leastDays } = config.diff?.ends ?? {}
  const rules: EndRules = {
    ...(needsSunset !== undefined && { needsSunset }),
    ...(leastDays !== undefined && { leastDays }),
  }
  const report = diffReport(pairs.map((pair) => compare(pair, { accept, rules, today })))
  const text = render(report)
  if (flags.output === undefined) context.stdout.write(text)
  else await writeWholeFile(context.cwd, flags.output, text)
  const fails = changeClasses.some((one) => failing.has(one) && report.counts[one] > 0)
  return fails ? exitCode.findings : exitCode.accord
}

interface Pair {
  readonly old?: OpenedDocument
  readonly next?: OpenedDocument
}

function pairUp(
  old: OpenedDocuments,
  next: OpenedDocuments,
  names: readonly [string, string],
): readonly Pair[] {
  const [[, single] = [], ...others] = [...old]
  const [[, other] = [], ...more] = [...next]
  if (single && other && others.length === 0 && more.length === 0)
    return [{ old: single, next: other }]
  const keys = [...new Set([...old.keys(), ...next.keys()])].sort()
  const pairs = keys.map((key): Pair => {
    const [before, after] = [old.get(key), next.get(key)]
    return { ...(before && { old: before }), ...(after && { next: after }) }
  })
  if (pairs.some((pair) => pair.old && pair.next)) return pairs
  throw new ConcordatError(
    'E_NOTHING_TO_COMPARE',
    `No document of \`${names[0]}\` has the name of one of \`${names[1]}\`. Name two files, or two folders that are alike.`,
  )
}

interface Rules {
  readonly accept: Accept
  readonly rules: EndRules
  /** `YYYY-MM-DD`. */
  readonly today: string
}

function compare({ old, next }: Pair, { accept, rules, today }: Rules): DocumentReport {
  const none = { location: '(none)', title: '', version: '' }
  const before = old ? reportedDocument(old.loaded, old.location) : none
  const after = next ? reportedDocument(next.loaded, next.location) : none
  const found =
    old && next
      ? compareDocuments(old.loaded, next.loaded)
      : { changes: [lonely(old, next)], operations: 0 }
  const ends = old && next ? judgeEnds(old.loaded, next.loaded, { rules, today }) : []
  const all = sortChanges([...found.changes, ...ends])
  const retired = old ? retireOperations(all, old.loaded, today) : all
  const changes = acceptChanges(retired, accept, today)
  return {
    old: before,
    new: after,
    operations: found.operations,
    changes,
    version: versionVerdict(before.version, after.version, changes),
  }
}

/** A document that only one side has. */
function lonely(old: OpenedDocument | undefined, next: OpenedDocument | undefined): Change {
  const isGone = old !== undefined
  const location = (old ?? next)?.location ?? ''
  return {
    id: isGone ? 'document-removed' : 'document-added',
    class: isGone ? 'wire' : 'compatible',
    message: `The document \`${location}\` is ${isGone ? 'gone' : 'new'}.`,
    ...(isGone && { argument: 'None of its operations is documented any more.' }),
    operations: [],
    fingerprint: location,
  }
}

/** Without members that hold nothing: the parser of the configuration leaves them. */
function acceptancesOf(
  listed: readonly { readonly [Key in keyof Accept[number]]?: Accept[number][Key] | undefined }[],
): Accept {
  return listed.map(({ reason = '', fingerprint, id, operation, by, until }) => ({
    reason,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(id !== undefined && { id }),
    ...(operation !== undefined && { operation }),
    ...(by !== undefined && { by }),
    ...(until !== undefined && { until }),
  }))
}

function failingClasses(names: readonly string[] | undefined): ReadonlySet<ChangeClass> {
  const chosen = names ?? ['wire', 'behaviour', 'unknown']
  const failing = new Set<ChangeClass>()
  for (const name of chosen) {
    if (name === 'none') continue
    const known = changeClasses.find((one) => one === name.trim())
    if (!known) {
      throw new ConcordatError(
        'E_USAGE',
        `\`--fail-on ${name}\`: expected a list of ${changeClasses.join(', ')}, or none.`,
      )
    }
    failing.add(known)
  }
  return failing
}

function rendererOf(
  flags: DiffFlags,
  failing: ReadonlySet<ChangeClass>,
  context: CommandContext,
): (report: DiffReport) => string {
  const renderers: Readonly<Record<string, (report: DiffReport) => string>> = {
    text: (report) =>
      renderText(report, {
        isVerbose: flags.verbose === true,
        ...(flags.output === undefined && { style: styleOf(context.stdout, context.env) }),
      }),
    json: (report) => `${JSON.stringify(report, null, 2)}\n`,
    markdown: renderMarkdown,
    html: renderHtml,
    junit: (report) => renderJunit(report, failing),
    sarif: (report) => renderSarif(report, failing),
    github: (report) => renderGithub(report, failing),
  }
  const render = Object.hasOwn(renderers, flags.format) ? renderers[flags.format] : undefined
  if (render) return render
  throw new ConcordatError(
    'E_USAGE',
    `There is no format \`${flags.format}\`. Formats: ${Object.keys(renderers).join(', ')}.`,
  )
}
