import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { ConcordatError } from '@concordat/core'
import { isUrl } from '../expand-documents.ts'

const run = promisify(execFile)

/** A path as it stood at a commit. */
export interface GitLocation {
  readonly revision: string
  /** From the root of the repository, with slashes. */
  readonly path: string
  /** Folder of the working tree. */
  readonly root: string
}

/** Reads `main:openapi/shop.yaml` as git does; `undefined` for what is a URL, or a file or folder. */
export async function gitLocation(name: string, cwd: string): Promise<GitLocation | undefined> {
  const cut = name.indexOf(':')
  if (cut < 1 || isUrl(name) || /^[A-Za-z]:[\\/]/.test(name) || existsSync(resolve(cwd, name))) {
    return undefined
  }
  const revision = name.slice(0, cut)
  const root = (await git(['rev-parse', '--show-toplevel'], cwd, name)).toString('utf8').trim()
  await git(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], cwd, name)
  const written = name.slice(cut + 1)
  // As with git, `./` and `../` start from where one is.
  const path = /^\.{1,2}(\/|$)/.test(written)
    ? relative(root, resolve(cwd, written)).split(sep).join('/')
    : written.replace(/\/+$/, '')
  return { revision, path, root }
}

/** The files below a path at a commit. */
export async function filesAt({ revision, path, root }: GitLocation): Promise<readonly string[]> {
  const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', revision, '--', path]
  const listed = await git(path === '' ? args.slice(0, -1) : args, root, `${revision}:${path}`)
  return listed.toString('utf8').split('\0').filter(Boolean)
}

/** Reads files of the working tree as they stood at a commit. */
export function readAt({ revision, root }: GitLocation): (path: string) => Promise<Uint8Array> {
  return async (path) => {
    const inside = relative(root, path).split(sep).join('/')
    try {
      const { stdout } = await run('git', ['cat-file', 'blob', `${revision}:${inside}`], {
        cwd: root,
        encoding: 'buffer',
        maxBuffer: 512 * 1024 * 1024,
      })
      return stdout
    } catch (cause) {
      throw Object.assign(new Error(`There is no \`${inside}\` at \`${revision}\`.`, { cause }), {
        code: 'ENOENT',
      })
    }
  }
}

async function git(args: readonly string[], cwd: string, name: string): Promise<Buffer> {
  try {
    const { stdout } = await run('git', args, {
      cwd,
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  } catch (cause) {
    throw new ConcordatError(
      'E_DOCUMENT_NOT_FOUND',
      `\`${name}\` is no file, and git knows no such revision here. Give a file, a folder, a URL, or \`revision:path\`.`,
      { cause },
    )
  }
}
