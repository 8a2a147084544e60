import { isJsonObject, type JsonObject, type JsonPointer, valueAt } from '@concordat/core'
import { type Content, html } from '../html/html.ts'

/** Who promises something: the vendor's own description of it, another public page of the vendor, or nobody. */
export type ProvenanceKind = 'documented' | 'public' | 'inferred'

/** What `x-provenance` and `x-source` say. */
export interface Provenance {
  readonly kind: ProvenanceKind
  readonly source?: string
}

const meanings: Readonly<Record<ProvenanceKind, string>> = {
  documented: "The vendor's documentation says it",
  public: 'Another public page of the vendor says it',
  inferred: 'The vendor does not say it',
}

/** Reads the extensions of a node of a document; `undefined` where it says nothing of its origin. */
export function readProvenance(node: unknown): Provenance | undefined {
  if (typeof node !== 'object' || node === null || !('x-provenance' in node)) return undefined
  const kind = node['x-provenance']
  if (kind !== 'documented' && kind !== 'public' && kind !== 'inferred') return undefined
  const source = 'x-source' in node ? node['x-source'] : undefined
  return { kind, ...(typeof source === 'string' ? { source } : {}) }
}

/** Reads the extensions of the node at a pointer. */
export function provenanceAt(document: JsonObject, pointer: JsonPointer): Provenance | undefined {
  const node = valueAt(document, pointer)
  return isJsonObject(node) ? readProvenance(node) : undefined
}

/** A quiet mark that says who promises something; its source is shown when it is pointed at. */
export function provenanceMark(provenance: Provenance | undefined): Content {
  if (!provenance) return undefined
  const { kind, source } = provenance
  return html`<span class="mark ${kind}" title="${source ?? meanings[kind]}">${kind}</span>`
}

/** A mark with its source beside it. */
export function provenanceWithSource(provenance: Provenance | undefined): Content {
  if (!provenance) return undefined
  const { kind, source } = provenance
  // What ends a sentence or a list is no part of the address before it.
  const address = source?.match(/https?:\/\/[^\s)>]*[^\s)>.,;:]/)?.[0]
  const shown =
    address === undefined
      ? source
      : html`${source?.slice(0, source.indexOf(address))}<a href="${address}" rel="noreferrer">${shortAddress(address)}</a>${source?.slice(source.indexOf(address) + address.length)}`
  return html`<span class="mark ${kind}">${kind}${shown === undefined ? html`: ${meanings[kind].toLowerCase()}` : html`<span class="source">${shown}</span>`}</span>`
}

/** An address as people name it: its host, and the last part of its path. */
function shortAddress(address: string): string {
  const [host = '', ...steps] = address
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .split('/')
  return steps.length < 2 ? [host, ...steps].join('/') : `${host}/…/${steps.at(-1)}`
}

/** The attribute by which the filter finds what is not promised. */
export function provenanceAttribute(provenance: Provenance | undefined): Content {
  return provenance && html` data-from="${provenance.kind}"`
}
