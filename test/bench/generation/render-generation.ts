import type { BenchDocument } from './bench-documents.ts'
import { type Generator, generators } from './generators.ts'
import type { CompilerMeasure } from './measure-compiler.ts'
import type { GenerationFailure, GenerationMeasure } from './measure-generation.ts'

/** One generator over one document. */
export interface GenerationCell {
  readonly generator: Generator
  readonly document: BenchDocument
  readonly generation: GenerationMeasure | GenerationFailure
  readonly compiler: CompilerMeasure | undefined
}

interface Metric {
  readonly title: string
  readonly value: (cell: GenerationCell) => number | undefined
  readonly show: (value: number) => string
}

const count = (value: number): string => Math.round(value).toLocaleString('en')
const generated =
  (pick: (measure: GenerationMeasure) => number) =>
  ({ generation }: GenerationCell): number | undefined =>
    generation.kind === 'measured' ? pick(generation) : undefined

const metrics: readonly Metric[] = [
  {
    title: 'Generation time, whole process',
    value: generated(({ milliseconds }) => milliseconds),
    show: (value) => `${count(value)} ms`,
  },
  {
    title: 'Peak memory',
    value: generated(({ memory }) => memory),
    show: (value) => `${count(value)} MB`,
  },
  { title: 'Lines of TypeScript', value: generated(({ lines }) => lines), show: count },
  {
    title: 'Bytes of TypeScript',
    value: generated(({ bytes }) => bytes),
    show: (value) => `${count(value / 1000)} kB`,
  },
  {
    title: '`tsc` time of the output',
    value: ({ compiler }) => compiler?.seconds,
    show: (value) => `${value.toFixed(1)} s`,
  },
  {
    title: 'Type instantiations of the output',
    value: ({ compiler }) => compiler?.instantiations,
    show: count,
  },
  {
    title: 'Compiler errors in the output',
    value: ({ compiler }) => compiler?.errors,
    show: count,
  },
]

/** All tables: one per quantity, each value with its ratio to the first generator's; then growth; then failures. */
export function renderGeneration(cells: readonly GenerationCell[]): string {
  const documents = [...new Map(cells.map(({ document }) => [document.name, document])).values()]
  const used = generators.filter(({ name }) => cells.some((cell) => cell.generator.name === name))
  const parts = [
    table(
      ['generator', 'writes'],
      used.map(({ name, emits }) => [name, emits]),
    ),
    ...metrics.map((metric) => renderMetric(metric, cells, documents, used)),
    renderGrowth(cells, documents, used),
    renderFailures(cells),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function renderMetric(
  metric: Metric,
  cells: readonly GenerationCell[],
  documents: readonly BenchDocument[],
  used: readonly Generator[],
): string {
  const rows = documents.map((document) => {
    const measured = (generator: Generator | undefined): number | undefined => {
      const cell = cells.find(
        (one) => one.document.name === document.name && one.generator === generator,
      )
      return cell && metric.value(cell)
    }
    const base = measured(used[0])
    const texts = used.map((generator, index) => {
      const value = measured(generator)
      if (value === undefined) return '–'
      const ratio =
        base === undefined || base === 0 || index === 0 ? '' : ` (${(value / base).toFixed(2)})`
      return `${metric.show(value)}${ratio}`
    })
    return [document.name, ...texts]
  })
  const heads = ['document', ...used.map(({ name }) => name)]
  return `### ${metric.title}\n\n${table(heads, rows)}`
}

/** By how much the time and memory of one step of the series exceed those of the step before. */
function renderGrowth(
  cells: readonly GenerationCell[],
  documents: readonly BenchDocument[],
  used: readonly Generator[],
): string {
  const sizes = documents.flatMap(({ size }) => (size === undefined ? [] : [size]))
  const steps = sizes.slice(1).map((size, index) => [sizes[index] ?? size, size] as const)
  if (steps.length === 0) return ''
  const at = (generator: Generator, size: number): GenerationMeasure | undefined => {
    const generation = cells.find(
      (cell) => cell.generator === generator && cell.document.size === size,
    )?.generation
    return generation?.kind === 'measured' ? generation : undefined
  }
  const rows = used.map((generator) => [
    generator.name,
    ...steps.map(([from, to]) => {
      const before = at(generator, from)
      const after = at(generator, to)
      if (!before || !after) return '–'
      const time = (after.milliseconds / before.milliseconds).toFixed(1)
      return `time ×${time}, memory ×${(after.memory / before.memory).toFixed(1)}, lines ×${(after.lines / before.lines).toFixed(1)}`
    }),
  ])
  const heads = [
    'generator',
    ...steps.map(([from, to]) => `${count(from)} to ${count(to)} operations`),
  ]
  return `### Growth\n\n${table(heads, rows)}`
}

function renderFailures(cells: readonly GenerationCell[]): string {
  const items = cells.flatMap(({ generator, document, generation }) =>
    generation.kind === 'failed'
      ? [`- ${generator.name}, ${document.name}: ${lastLine(generation.reason)}`]
      : [],
  )
  return items.length === 0 ? '' : `### Failures\n\n${items.join('\n')}`
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const line = lines.find((one) => /error/i.test(one)) ?? lines.at(-1) ?? 'no reason given'
  return `\`${line.trim().slice(0, 200).replaceAll('`', "'")}\``
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(heads),
    line(heads.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...rows.map(line),
  ].join('\n')
}
