import { dirname, isAbsolute, parse, relative, sep } from 'node:path'
import { isPrivateHost } from './private-host.ts'

/** Which URLs the references of a document may lead to. */
export interface RemoteAccess {
  /** Hosts (with port, if it is not the usual one) that may be read; absent: every public host. */
  readonly hosts?: readonly string[]
  /** Whether hosts of private networks and this machine may be read. @default false */
  readonly private?: boolean
}

export interface ReadingPolicy {
  readonly allowRemote: false | RemoteAccess
  readonly allowFilesOutside: boolean
  /** Real paths of the folders whose files may be read. */
  readonly folders: readonly string[]
  /** Origin of the document itself, when it is a URL: what the user named may refer to its neighbours. */
  readonly origin?: string
}

/** Why a URL may not be read, or `undefined` when it may. */
export function refuseUrl(url: URL, policy: ReadingPolicy): string | undefined {
  if (policy.origin !== undefined && url.origin === policy.origin) return undefined
  if (policy.allowRemote === false) {
    return `URLs are not read unless they are allowed. Copy \`${url.href}\` beside the document, or allow remote references`
  }
  const { hosts, private: privateHosts = false } = policy.allowRemote
  if (hosts && !hosts.includes(url.host) && !hosts.includes(url.hostname)) {
    return `the host \`${url.host}\` is not one of those allowed (${hosts.join(', ') || 'none'})`
  }
  if (!privateHosts && isPrivateHost(url.hostname)) return refusePrivate(url.host)
  return undefined
}

export function refusePrivate(host: string): string {
  return `the host \`${host}\` belongs to a private network or to this machine. Allow private hosts if you trust the document`
}

/** Why a file may not be read, or `undefined` when it may. `path` is its real path: symbolic links resolved. */
export function refuseFile(path: string, policy: ReadingPolicy): string | undefined {
  if (policy.allowFilesOutside) return undefined
  if (policy.folders.some((folder) => isInside(path, folder))) return undefined
  return "it lies outside the document's folder and the working directory. Allow files outside if you trust the document"
}

/** Folders a document's files may lie in: its own, and the working directory, unless that is the whole disk. */
export function allowedFolders(documentPath: string | undefined, cwd: string): string[] {
  const folders = documentPath === undefined ? [] : [dirname(documentPath)]
  if (parse(cwd).root !== cwd) folders.push(cwd)
  return folders
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
