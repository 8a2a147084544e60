import { createHash } from 'node:crypto'
import { type Finding, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { FindingLog } from '@concordat/model'
import { bundle } from '../bundle/bundle.ts'
import { Origins } from '../bundle/origins.ts'
import type { SourceGraph } from '../bundle/source-graph.ts'
import type { LoadedDocument } from '../loaded-document.ts'
import { normaliseObject } from '../normalise/normalise-object.ts'
import { UntypedSchemas } from '../repair/implied-types.ts'
import type { RepairContext } from '../repair/repair-context.ts'
import { repairDocument } from '../repair/repair-document.ts'
import type { LoadLimits } from './limits.ts'
import { readVersion } from './openapi-version.ts'

/** A loaded document, and what is wrong with it. */
export interface LoadResult {
  readonly loaded: LoadedDocument
  readonly findings: readonly Finding[]
}

/** Everything after reading is a pure function of the sources. */
export function assembleDocument(graph: SourceGraph, limits: Required<LoadLimits>): LoadResult {
  const { root } = graph
  const origins = new Origins()
  let document: object = {}
  const position = (pointer: string) => origins.position(document, pointer, root)
  const log = new FindingLog(position)
  reportSyntax(graph, log)
  const untyped = new UntypedSchemas()
  const { document: draft, linked } = bundle({
    graph,
    origins,
    report: (defect) => log.add(defect),
    rule: normaliseObject(root, untyped),
    maxNodes: limits.maxNodes,
    maxDepth: 2 * limits.maxDepth,
  })
  document = draft
  const openapi = readVersion(root, log)
  const repairs: RepairContext = {
    written: (container, key) => {
      const origin = origins.get(container)
      return origin?.source.written(origin.raw, key)
    },
    original: (copy) => origins.get(copy)?.raw,
    linked,
    report: (defect) => log.add(defect),
  }
  repairDocument(draft, repairs)
  untyped.repair(draft, repairs)
  const loaded: LoadedDocument = {
    document: asJsonObject(draft),
    hash: createHash('sha256').update(JSON.stringify(draft)).digest('hex'),
    openapi,
    location: root.location,
    files: graph.sources.map((source) => source.location),
    position,
    line: (file, line) => graph.sources.find(({ location }) => location === file)?.line(line),
  }
  return { loaded, findings: log.findings }
}

function reportSyntax(graph: SourceGraph, log: FindingLog) {
  for (const source of graph.sources) {
    for (const { id, message, offset } of source.defects) {
      log.add({ id, message, source: source.positionOfOffset(offset) })
    }
  }
}

/** The draft was copied from JSON and changed with JSON only; this names what it is. */
function asJsonObject(draft: object): JsonObject {
  const value = draft as JsonValue
  return isJsonObject(value) ? value : {}
}
