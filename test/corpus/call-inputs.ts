import { createRandom, isJsonObject, type JsonValue, type Random } from '@concordat/core'
import {
  allStyles,
  encodeParameter,
  type MediaTypeDescriptor,
  type OperationDescriptor,
} from '@concordat/wire'
import { fileProperties } from '../../packages/codegen/src/schema/binary-schema.ts'
import { SchemaLookup } from '../../packages/codegen/src/schema/schema-lookup.ts'
import type { ClientInput } from '../../packages/verify/src/client/client-under-test.ts'
import { valueAtPointer } from '../../packages/verify/src/client/sample-inputs.ts'
import type { BodyPlan, OperationPlan } from '../../packages/verify/src/plan/operation-plan.ts'
import type { Fullness } from '../../packages/verify/src/schema/make-context.ts'
import { schemaObjectAt } from '../../packages/verify/src/schema/schema-judge.ts'

const variants: readonly Fullness[] = ['minimal', 'full', 'random']

/** Nothing could be made for something that the operation needs. */
export interface MissingInput {
  readonly missing: string
}

/** Inputs that the document allows, for every body of an operation: the least, everything, and one in between. */
export function callInputs(
  operation: OperationPlan,
  descriptor: OperationDescriptor,
  seed: number,
): (ClientInput | MissingInput)[] {
  // `fetch` sends no body with GET and HEAD, whatever a document says. See RFC 9110, 9.3.1.
  const takesBody = operation.method !== 'GET' && operation.method !== 'HEAD'
  const documented = takesBody || operation.bodyRequired ? operation.bodies : []
  const bodies = documented.length === 0 ? [undefined] : documented
  return bodies.flatMap((body, index) =>
    variants.map((fullness) => {
      const random = createRandom(seed, `${operation.operationId} ${index} ${fullness}`)
      const input: Record<string, unknown> = {}
      for (const { model, descriptor: parameter } of operation.parameters) {
        if (!model.required && fullness === 'minimal') continue
        if (!model.required && fullness === 'random' && random.chance(0.5)) continue
        const own = random.fork(model.name)
        const made = valueAtPointer(operation, model.schema.pointer, { fullness, random: own })
        // An empty list may have no form on the wire, as if it were left out; no path has one for null.
        const isUnsayable = (one: unknown): boolean =>
          one !== undefined &&
          ((model.in === 'path' && one === null) ||
            encodeParameter(parameter, one, allStyles) === undefined)
        const value = ['full', 'random', 'random', 'random'].reduce(
          (known: unknown, other, turn) =>
            isUnsayable(known)
              ? valueAtPointer(operation, model.schema.pointer, {
                  fullness: other as Fullness,
                  random: own.fork(`${turn}`),
                })
              : known,
          made,
        )
        if (value === undefined) {
          if (model.required) return { missing: `a value for ${model.in} \`${model.name}\`` }
          continue
        }
        input[model.in] = { ...asRecord(input[model.in]), [model.name]: value }
      }
      if (body === undefined || (fullness === 'minimal' && !operation.bodyRequired)) return input
      const described = descriptor.body?.content[body.model.mediaType]
      const value = bodyValue(operation, body, described, fullness, random.fork('body'))
      if (value === undefined) return { missing: `a body of \`${body.mediaType}\`` }
      input.body = value
      if (operation.bodies.length > 1 || body.model.mediaType.includes('*')) {
        input.mediaType = body.mediaType
      }
      return input
    }),
  )
}

function bodyValue(
  operation: OperationPlan,
  body: BodyPlan,
  described: MediaTypeDescriptor | undefined,
  fullness: Fullness,
  random: Random,
): unknown {
  const isBytes = body.kind === 'binary' && body.model.schema === undefined
  if (described?.binary || isBytes) return new Blob(['some bytes'], { type: body.mediaType })
  const pointer = body.model.schema?.pointer
  if (/[/+]xml\b/.test(body.mediaType)) return '<sample/>'
  if (described?.text) return 'text'
  if (pointer === undefined) return body.kind === 'text' ? 'text' : {}
  const made = valueAtPointer(operation, pointer, { fullness, random })
  if (described?.perItem) return made === undefined ? undefined : [made]
  const isForm = body.kind === 'form' || body.kind === 'multipart'
  // An empty list has no form on the wire, as if it were left out.
  const value =
    isForm && hasEmptyList(made)
      ? valueAtPointer(operation, pointer, { fullness: 'full', random })
      : made
  if (body.kind !== 'multipart' || value === undefined) return value
  return withFiles(operation, pointer, value)
}

function hasEmptyList(value: JsonValue | undefined): boolean {
  if (value === undefined || !isJsonObject(value)) return false
  return Object.values(value).some((member) => Array.isArray(member) && member.length === 0)
}

/** Puts files where a form has them. */
function withFiles(operation: OperationPlan, pointer: string, value: JsonValue): unknown {
  if (!isJsonObject(value)) return value
  const { document } = operation.api
  const files = fileProperties(
    schemaObjectAt(document, pointer) ?? true,
    new SchemaLookup(document),
  )
  const file = (): File => new File(['some bytes'], 'sample.bin')
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (files.get(name) === 'file') return [name, file()]
      if (files.get(name) === 'files') return [name, Array.isArray(member) ? member.map(file) : []]
      return [name, member]
    }),
  )
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
