import type { LoadLimits } from './limits.ts'
import type { RemoteAccess } from './reading-policy.ts'
import type { SourceEdges } from './source-edges.ts'

/** How a document is loaded. */
export interface LoadOptions extends Partial<SourceEdges> {
  /** Folder that relative paths start from and that messages are relative to. @default process.cwd() */
  readonly cwd?: string
  /**
   * URLs that references may lead to. A document that was itself given as a URL may refer to its own origin without
   * being allowed to.
   * @default false
   */
  readonly allowRemote?: false | RemoteAccess
  /** Whether references may lead to files outside the document's folder and `cwd`. @default false */
  readonly allowFilesOutside?: boolean
  readonly limits?: LoadLimits
}
