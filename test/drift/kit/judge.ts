import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import type { Answer } from './visitor.ts'

type Json = Record<string, unknown>

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Schemas of OpenAPI 3.0 as JSON Schema 2020-12. */
function modernise(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(modernise)
  if (!isJson(node)) return node
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, modernise(value)]),
  )
  if (rest.exclusiveMinimum === true) {
    rest.exclusiveMinimum = rest.minimum
    delete rest.minimum
  }
  if (nullable === true && typeof rest.type === 'string') rest.type = [rest.type, 'null']
  return rest
}

/** What any server may say about a message, whatever its documents name (RFC 9110; RFC 6585, 5). */
const ofHttp = new Set([405, 406, 414, 431, 501])

const escapePointer = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1')

/** Holds answers to a document, plainly and on its own, so that the bench does not lean on what it measures. */
export class Judge {
  readonly #document: Json
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(path: string) {
    const read: unknown = parse(readFileSync(path, 'utf8'))
    const document = isJson(read) && String(read.openapi).startsWith('3.0') ? modernise(read) : read
    if (!isJson(document)) throw new Error(`${path} is not a document.`)
    this.#document = document
    // Its default export is typed as a module namespace under NodeNext.
    const add = addFormats as unknown as (ajv: Ajv2020) => void
    add(this.#ajv)
    this.#ajv.addSchema({ $id: 'document:', ...document })
  }

  #at(pointer: string[]): unknown {
    return pointer.reduce<unknown>((node, name) => {
      const inner = isJson(node) ? node[name] : undefined
      const ref = isJson(inner) ? inner.$ref : undefined
      return typeof ref === 'string'
        ? this.#at(
            ref
              .split('/')
              .slice(1)
              .map((part) => part.replaceAll('~1', '/')),
          )
        : inner
    }, this.#document)
  }

  #judge(pointer: string[], value: unknown): string[] {
    const key = this.#resolve(pointer).map(escapePointer).join('/')
    const validate = this.#compiled.get(key) ?? this.#ajv.compile({ $ref: `document:#/${key}` })
    this.#compiled.set(key, validate)
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }

  /** The same place without references on the way to it. */
  #resolve(pointer: string[]): string[] {
    let here: string[] = []
    for (const name of pointer) {
      here = [...here, name]
      const node = here.reduce<unknown>(
        (outer, part) => (isJson(outer) ? outer[part] : undefined),
        this.#document,
      )
      if (isJson(node) && typeof node.$ref === 'string' && name !== 'schema') {
        here = node.$ref
          .split('/')
          .slice(1)
          .map((part) => part.replaceAll('~1', '/'))
      }
    }
    return here
  }

  /** The path of the document that a request names, without the server's base. */
  #template(path: string): string | undefined {
    const parts = (path.split('?')[0] ?? '').split('/')
    return Object.keys(isJson(this.#document.paths) ? this.#document.paths : {}).find(
      (template) => {
        const names = template.split('/')
        return (
          names.length === parts.length &&
          names.every(
            (name, index) => name === parts[index] || (name.startsWith('{') && parts[index] !== ''),
          )
        )
      },
    )
  }

  /** What is wrong with an answer; undocumented paths and methods are not looked at. */
  faults(answer: Answer): string[] {
    const template = this.#template(answer.path)
    if (template === undefined) return []
    const method = answer.method.toLowerCase()
    const documented = this.#at(['paths', template, method])
    if (!isJson(documented)) return []
    const place = ['paths', template, method, 'responses']
    const responses = this.#at(place)
    const key = [String(answer.status), 'default'].find(
      (name) => isJson(responses) && name in responses,
    )
    if (key === undefined)
      return ofHttp.has(answer.status) ? [] : [`status ${answer.status} is not documented`]
    return [
      ...this.#headerFaults([...place, key], answer),
      ...this.#bodyFaults([...place, key], answer),
    ]
  }

  #headerFaults(place: string[], answer: Answer): string[] {
    const headers = this.#at([...place, 'headers'])
    return Object.keys(isJson(headers) ? headers : {}).flatMap((name) => {
      const header = this.#at([...place, 'headers', name])
      const value = answer.headers[name.toLowerCase()]
      if (!isJson(header)) return []
      if (value === undefined) return header.required === true ? [`header ${name} is missing`] : []
      const typed =
        isJson(header.schema) && header.schema.type === 'integer' && /^-?\d+$/.test(value)
          ? Number(value)
          : value
      return this.#judge([...place, 'headers', name, 'schema'], typed).map(
        (fault) => `header ${name}: ${fault}`,
      )
    })
  }

  #bodyFaults(place: string[], answer: Answer): string[] {
    const content = this.#at([...place, 'content'])
    const types = Object.keys(isJson(content) ? content : {})
    const sent = answer.headers['content-type']?.split(';')[0]?.toLowerCase()
    if (answer.method === 'HEAD' || answer.status === 304)
      return answer.bytes.length > 0 ? ['there is a body'] : []
    if (types.length === 0) return answer.bytes.length > 0 ? ['a body is not documented'] : []
    const type = types.find((name) => name === sent)
    if (type === undefined) return [`media type ${sent} is not documented`]
    const schema = this.#at([...place, 'content', type])
    if (!isJson(schema) || schema.schema === undefined) return []
    return this.#judge(
      [...place, 'content', type, 'schema'],
      type.endsWith('json') ? answer.at() : answer.text,
    )
  }
}
