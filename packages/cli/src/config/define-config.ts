import type { Emitter, ModuleEnding, OutputName, PackageFacts } from '@concordat/codegen'
import type { Acceptance, ChangeClass, EndRules } from '@concordat/compare'
import type { VerifyConfig } from '../verify/verify-config.ts'

/** What `concordat.config.ts` may say. Paths are relative to the file. */
export interface ConcordatConfig {
  readonly generate?: {
    /** Files, folders, globs or URLs. @default every document below the file's folder */
    readonly documents?: string | readonly string[]
    /** The folder that gets one package per document. @default 'generated' */
    readonly out?: string
    /** npm scope of the packages, for example `@acme`. */
    readonly scope?: string
    /** Generate only the operations that all given filters select. */
    readonly filters?: {
      readonly tags?: string | readonly string[]
      readonly paths?: string | readonly string[]
      readonly operations?: string | readonly string[]
    }
    /**
     * What is written, for example `['client']`; modules that these import come with them.
     * @default everything
     */
    readonly outputs?: readonly OutputName[]
    /**
     * `package`: a npm package for each document; `source`: a folder of plain modules, for an application of your own.
     * @default 'package'
     */
    readonly target?: 'package' | 'source'
    /**
     * How modules of plain source name each other: `ts` as `./types.ts`, `js` as `./types.js`, `none` as `./types`.
     * @default what the nearest tsconfig.json asks for
     */
    readonly modules?: ModuleEnding
    /** What the package.json of a package says beside what the document tells, such as `repository` and `license`. */
    readonly package?: PackageFacts
    /** Emitters of your own, run after the built-in ones. */
    readonly emitters?: readonly Emitter[]
    /** Hosts that references may be fetched from; `true`: every public host. @default false */
    readonly allowRemote?: boolean | readonly string[]
    /** Whether references may leave the document's folder. @default false */
    readonly allowFilesOutside?: boolean
    /**
     * Ids of errors in spite of which a document is generated, for example `schema-keyword-not-expressible`: they are
     * warnings then, and what they speak of is left out. @default none
     */
    readonly allow?: string | readonly string[]
    /**
     * Ids of warnings for which a document is not generated, for example `schema-pattern-costly`: they are errors then.
     * @default none
     */
    readonly refuse?: string | readonly string[]
  }
  readonly diff?: {
    /** Changes that somebody took responsibility for: which, why, who, and until when. */
    readonly accept?: readonly Acceptance[]
    /** Classes of change that fail. @default ['wire', 'behaviour', 'unknown'] */
    readonly failOn?: ChangeClass | 'none' | readonly ChangeClass[]
    /**
     * How the end of what is `deprecated` has to be announced: whether `x-sunset` must stand beside it, and how many
     * days have to lie between today and the day that it names. @default nothing is asked
     */
    readonly ends?: EndRules
  }
  /** What `concordat verify` needs to know. */
  readonly verify?: VerifyConfig
  readonly docs?: {
    readonly documents?: string | readonly string[]
    /** @default '.concordat/docs' */
    readonly out?: string
    /** Title of the site. @default that of the only document, or `API documents` */
    readonly title?: string
    /** Globs of Markdown files, shown as guides in the order of their names. @default none */
    readonly guides?: string | readonly string[]
    /** Whether each document also gets a page of Redoc. @default false */
    readonly redoc?: boolean
  }
}

/**
 * Gives a configuration its type; returns it as it is.
 * @example
 * ```ts
 * import { defineConfig } from 'concordat'
 *
 * export default defineConfig({
 *   generate: { documents: 'openapi/*\/openapi.yaml', out: 'generated', scope: '@acme' },
 * })
 * ```
 */
export function defineConfig(config: ConcordatConfig): ConcordatConfig {
  return config
}
