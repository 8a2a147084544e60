import { ConcordatError, type JsonValue, type SourcePosition } from '@concordat/core'
import { parseJsonSyntax } from './json-syntax.ts'
import type { LoadLimits } from './limits.ts'
import { LineIndex } from './line-index.ts'
import { type SyntaxDefect, SyntaxProblem, type SyntaxTree } from './syntax-tree.ts'
import { parseYamlSyntax } from './yaml-syntax.ts'

/** One file or URL of a document, parsed. */
export interface DocumentSource {
  /** Absolute URI, without fragment. */
  readonly uri: string
  /** How messages name it: relative to the working directory, or the URL. */
  readonly location: string
  readonly data: JsonValue
  readonly defects: readonly SyntaxDefect[]
  readonly nodes: number
  /** Where a member or a container stands; the nearest that is known, in the end the beginning of the file. */
  position(container: object | undefined, key?: string | number): SourcePosition
  positionOfOffset(offset: number): SourcePosition
  /** Whether an object or array was read from this source. */
  knows(container: object): boolean
  line(line: number): string | undefined
  /** A scalar as it is written. */
  written(container: object, key: string | number): string | undefined
}

/**
 * Parses the text of a file or URL.
 * @throws {@link ConcordatError} `E_DOCUMENT_SYNTAX`, `E_DOCUMENT_TOO_DEEP` or `E_DOCUMENT_TOO_BIG`, with the position.
 */
export function parseDocumentSource(
  uri: string,
  location: string,
  text: string,
  limits: Required<LoadLimits>,
): DocumentSource {
  const lines = new LineIndex(text)
  const positionOfOffset = (offset: number): SourcePosition => ({
    file: location,
    ...lines.at(offset),
  })
  let tree: SyntaxTree
  try {
    tree = parseSyntax(location, text, limits)
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    const source = error.offset === undefined ? undefined : positionOfOffset(error.offset)
    const place = source ? `${location}:${source.line}:${source.column}` : location
    throw new ConcordatError(error.code, `Cannot read \`${place}\`: ${error.message}.`, {
      cause: error,
      ...(source && { source }),
    })
  }
  return {
    uri,
    location,
    data: tree.data,
    defects: tree.defects,
    nodes: tree.nodes,
    positionOfOffset,
    position(container, key) {
      const offset = container && (tree.offset(container, key) ?? tree.offset(container))
      return positionOfOffset(offset ?? 0)
    },
    knows: (container) => tree.offset(container) !== undefined,
    line: (line) => lines.line(line),
    written: (container, key) => tree.written(container, key),
  }
}

/** A source that was never text: every position is the first of its name. */
export function objectSource(uri: string, location: string, data: JsonValue): DocumentSource {
  const start = { file: location, line: 1, column: 1 }
  return {
    uri,
    location,
    data,
    defects: [],
    nodes: 0,
    position: () => start,
    positionOfOffset: () => start,
    knows: () => false,
    line: () => undefined,
    written: () => undefined,
  }
}

function parseSyntax(location: string, text: string, limits: Required<LoadLimits>): SyntaxTree {
  const looksLikeJson = /^\s*[{[]/.test(text)
  if (/\.json$/i.test(location)) return parseJsonSyntax(text, limits)
  if (!looksLikeJson) return parseYamlSyntax(text, limits)
  try {
    return parseJsonSyntax(text, limits)
  } catch (error) {
    if (!(error instanceof SyntaxProblem) || error.code !== 'E_DOCUMENT_SYNTAX') throw error
    // A flow mapping of YAML begins like JSON does.
    return parseYamlSyntax(text, limits)
  }
}
