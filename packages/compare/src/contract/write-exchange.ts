import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ParameterModel } from '@concordat/model'
import { allStyles, encodeParameter } from '@concordat/wire'
import type { RequestWitness, ResponseWitness } from '../changes/change.ts'
import type { ContractOperation } from './contract-operation.ts'
import { concreteType } from './media-types.ts'

/** A body to be written. */
export interface BodyValue {
  readonly mediaType: string
  readonly value: JsonValue | undefined
}

/** What a request says beyond its operation. */
export interface RequestParts {
  readonly operation: ContractOperation
  /** Values of parameters; a missing one is left out. */
  readonly parameters: ReadonlyMap<ParameterModel, JsonValue>
  readonly body?: BodyValue
  readonly credentials: readonly string[]
}

/** Writes a request as HTTP and as a line for a shell. */
export function writeRequest(parts: RequestParts): RequestWitness {
  const { operation, body } = parts
  const method = operation.model.method.toUpperCase()
  const base = operation.bases[0] ?? { host: '', path: '' }
  const query: string[] = []
  const headers: [string, string][] = []
  const cookies: string[] = []
  const segments = new Map<string, string>()
  for (const [parameter, value] of parts.parameters) {
    const text = encoded(parameter, value)
    if (text === undefined) continue
    if (parameter.in === 'path') segments.set(parameter.name, text)
    else if (parameter.in === 'query') query.push(text)
    else if (parameter.in === 'cookie') cookies.push(text)
    else headers.push([parameter.name, text])
  }
  const path = operation.model.path.replace(
    /\{([^{}]+)\}/g,
    (whole, name: string) => segments.get(name) ?? whole,
  )
  const target = `${base.path}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')])
  for (const credential of parts.credentials) headers.push(['Authorization', credential])
  if (body) headers.push(['Content-Type', concreteType(body.mediaType)])
  const text = body && bodyText(body)
  return {
    kind: 'request',
    http: message(`${method} ${target} HTTP/1.1`, hostHeader(base.host, headers), text),
    curl: curlLine(method, `${base.host || 'http://localhost'}${target}`, headers, text),
  }
}

/** Writes an answer as HTTP. */
export function writeResponse(
  status: string,
  headers: readonly (readonly [string, string])[],
  body: BodyValue | undefined,
): ResponseWitness {
  const typed: (readonly [string, string])[] = body
    ? [...headers, ['Content-Type', concreteType(body.mediaType)]]
    : [...headers]
  return { kind: 'response', http: message(`HTTP/1.1 ${status}`, typed, body && bodyText(body)) }
}

function hostHeader(host: string, headers: readonly (readonly [string, string])[]) {
  const name = host.replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
  return name === '' ? headers : [['Host', name] as const, ...headers]
}

function message(
  start: string,
  headers: readonly (readonly [string, string])[],
  body: string | undefined,
): string {
  const lines = [start, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return body === undefined ? lines.join('\n') : `${lines.join('\n')}\n\n${body}`
}

function encoded(parameter: ParameterModel, value: JsonValue): string | undefined {
  try {
    return encodeParameter(
      {
        name: parameter.name,
        in: parameter.in,
        style: parameter.style,
        explode: parameter.explode,
        ...(parameter.content !== undefined && { content: parameter.content }),
      },
      value,
      allStyles,
    )
  } catch {
    // What cannot be written in this place is shown as JSON.
    return `${parameter.name}=${encodeURIComponent(JSON.stringify(value))}`
  }
}

function bodyText({ mediaType, value }: BodyValue): string {
  if (value === undefined) return ''
  if (/x-www-form-urlencoded/.test(mediaType) && isJsonObject(value)) {
    return Object.entries(value)
      .flatMap(([name, member]) =>
        (Array.isArray(member) ? member : [member]).map((item) => [name, item] as const),
      )
      .map(([name, item]) => `${encodeURIComponent(name)}=${encodeURIComponent(scalarText(item))}`)
      .join('&')
  }
  if (/^text\/(?!json)/.test(mediaType) && typeof value !== 'object') return String(value)
  return JSON.stringify(value)
}

function scalarText(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function curlLine(
  method: string,
  url: string,
  headers: readonly (readonly [string, string])[],
  body: string | undefined,
): string {
  const parts = ['curl', '-i']
  if (method !== 'GET') parts.push('-X', method)
  for (const [name, value] of headers) parts.push('-H', quote(`${name}: ${value}`))
  if (body !== undefined) parts.push('--data-raw', quote(body))
  parts.push(quote(url))
  return parts.join(' ')
}

/** Quotes a word for a POSIX shell. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
