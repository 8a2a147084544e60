import { type Emitter, outputNames } from '@concordat/codegen'
import { isJsonObject } from '@concordat/core'
import * as z from 'zod'

const names = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))

const filters = z.strictObject({
  tags: names.optional(),
  paths: names.optional(),
  operations: names.optional(),
})

const textOrObject = z.union([z.string(), z.record(z.string(), z.string())])

const generate = z.strictObject({
  /** Files, folders, globs or URLs. */
  documents: names.optional(),
  /** The folder that gets one package per document. Default: `generated`. */
  out: z.string().optional(),
  /** npm scope of the packages, for example `@acme`. Default: none. */
  scope: z
    .string()
    .regex(/^@[a-z0-9-~][a-z0-9-._~]*$/, 'expected an npm scope such as `@acme`')
    .optional(),
  filters: filters.optional(),
  /** What is written, by name. Default: everything. */
  outputs: z
    .array(z.enum(outputNames, `expected outputs among ${outputNames.join(', ')}`))
    .min(1)
    .optional(),
  /** A npm package, or plain source inside an application. Default: `package`. */
  target: z.enum(['package', 'source']).optional(),
  /** How modules of plain source name each other. Default: as the nearest tsconfig.json asks for. */
  modules: z.enum(['ts', 'js', 'none']).optional(),
  /** What the package.json of a package says beside what the document tells. */
  package: z
    .strictObject({
      repository: textOrObject.optional(),
      homepage: z.string().optional(),
      bugs: textOrObject.optional(),
      author: textOrObject.optional(),
      license: z.string().optional(),
    })
    .optional(),
  /** Emitters of your own, run after the built-in ones. */
  emitters: z
    .array(
      z.custom<Emitter>(
        (value) =>
          isJsonObject(value) && typeof value.name === 'string' && typeof value.emit === 'function',
        'expected an emitter: `{ name, emit(model, tools) }`',
      ),
    )
    .optional(),
  /** Hosts that references may be fetched from; `true` allows every public host. */
  allowRemote: z.union([z.boolean(), z.array(z.string())]).optional(),
  /** Whether references may leave the document's folder. */
  allowFilesOutside: z.boolean().optional(),
  /** Ids of errors in spite of which a document is generated, for example `schema-keyword-not-expressible`. */
  allow: names.optional(),
  /** Ids of warnings for which a document is not generated, for example `schema-pattern-costly`. */
  refuse: names.optional(),
})

const docs = z.strictObject({
  /** Files, folders, globs or URLs. Default: those of `generate`. */
  documents: names.optional(),
  /** The folder of the site. Default: `.concordat/docs`. */
  out: z.string().optional(),
  /** Title of the site. Default: that of the only document, or `API documents`. */
  title: z.string().optional(),
  /** Globs of Markdown files, in the order in which the site shows them. */
  guides: names.optional(),
  /** Globs of reports of `concordat verify --format json`. */
  reports: names.optional(),
  /** A change log over git tags: all of them, or those that match a pattern. Default: none. */
  changes: z.union([z.boolean(), z.string()]).optional(),
  /** Globs of Pact files: with them the site says which consumer reads what. Default: none. */
  contracts: names.optional(),
  /** Whether each document also gets a page of Redoc. Default: false. */
  redoc: z.boolean().optional(),
})

const acceptance = z
  .strictObject({
    fingerprint: z.string().optional(),
    id: z.string().optional(),
    operation: z.union([z.string(), z.array(z.string())]).optional(),
    reason: z.string().min(1),
    by: z.string().optional(),
    until: z.iso.date().optional(),
  })
  .refine(
    ({ fingerprint, id, operation }) => fingerprint ?? id ?? operation,
    'expected `fingerprint`, `id` or `operation`: which change is accepted?',
  )

const diff = z.strictObject({
  /** Changes that somebody took responsibility for. */
  accept: z.array(acceptance).optional(),
  /** Classes of change that fail. Default: wire, behaviour, unknown. */
  failOn: names.optional(),
  /** How the end of what is deprecated has to be announced. */
  ends: z
    .strictObject({
      needsSunset: z.boolean().optional(),
      leastDays: z.number().int().nonnegative().optional(),
    })
    .optional(),
})

/** What `concordat.config.ts` may say. Verify's part is parsed where it is used, because it holds functions. */
export const configSchema = z.strictObject({
  generate: generate.optional(),
  docs: docs.optional(),
  diff: diff.optional(),
  verify: z.record(z.string(), z.unknown()).optional(),
})

/** The configuration as the commands read it. */
export type ResolvedConfig = z.output<typeof configSchema>
