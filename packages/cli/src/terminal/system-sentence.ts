/** What the operating system says, in words that tell what to do. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied. Change its owner or mode, or choose another place',
  EPERM: 'permission is denied. Change its owner or mode, or choose another place',
  EROFS: 'it is on a file system that is read-only. Choose another place',
  ENOSPC: 'the disk is full. Make room and run the command again',
  EDQUOT: 'the disk quota is used up. Make room and run the command again',
  ENOTDIR: 'a file stands where a folder is needed. Move it away, or choose another place',
  EEXIST: 'a file stands where a folder is needed. Move it away, or choose another place',
  EISDIR: 'a folder stands where a file is needed. Move it away, or choose another place',
  ENOENT: 'its folder is not there and cannot be made. Choose another place',
  EMFILE: 'too many files are open. Close some programs, or raise the limit',
  ENAMETOOLONG: 'its name is too long for the file system. Choose another place',
}

/** A sentence for an error of the operating system, which is nobody's bug; `undefined` for every other error. */
export function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  const { code } = error
  const path = 'dest' in error ? error.dest : 'path' in error ? error.path : undefined
  const reason = reasons[String(code)] ?? error.message
  return path === undefined
    ? `${String(code)}: ${reason}.`
    : `${String(code)} \`${String(path)}\` cannot be used: ${reason}.`
}
