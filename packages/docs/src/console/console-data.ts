import { operationDescriptor, SchemaLookup } from '@concordat/codegen'
import type { JsonObject, JsonPointer } from '@concordat/core'
import type { OperationModel } from '@concordat/model'
import type { OperationDescriptor, SecuritySchemeDescriptor } from '@concordat/wire'
import { visibleText } from '../html/visible-text.ts'
import { titleOf } from '../operation/operation-view.ts'
import { sampleInput } from '../samples/sample-input.ts'
import { sampleSource, securitySchemesOf } from '../samples/sample-request.ts'
import type { ApiPlan } from '../site/api-plan.ts'

/** What the console of an API knows: plain data, so that it works from a file. */
export interface ConsoleData {
  readonly packageName: string
  readonly servers: readonly string[]
  readonly securitySchemes: Readonly<Record<string, SecuritySchemeDescriptor>>
  readonly operations: readonly ConsoleOperation[]
  /** The normalised document, whose schemas judge the answers. */
  readonly document: JsonObject
}

/** One operation that can be called. */
export interface ConsoleOperation {
  readonly title: string
  /** Address of its reference. */
  readonly href: string
  readonly descriptor: OperationDescriptor
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly value?: unknown
  }[]
  readonly body?: { readonly value?: unknown; readonly mediaType?: string }
  /** For each documented status the schemas of its bodies. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, JsonPointer | null>>>>
}

/** Gathers what the console needs. */
export function consoleData(
  plan: ApiPlan,
  options: { readonly packageName: string; readonly server?: string; hrefOf(id: string): string },
): ConsoleData {
  const { model, schemas } = plan
  const lookup = new SchemaLookup(model.document)
  const { baseUrl } = sampleSource(model, schemas)
  const others = model.servers.map(({ url }) => url).filter((url) => URL.canParse(url))
  return {
    packageName: options.packageName,
    servers: [
      ...new Set([...(options.server === undefined ? [] : [options.server]), baseUrl, ...others]),
    ],
    securitySchemes: securitySchemesOf(model),
    operations: model.operations.map((operation) => ({
      title: visibleText(titleOf(operation)),
      href: options.hrefOf(operation.operationId),
      descriptor: operationDescriptor(operation, lookup),
      ...inputsOf(operation, plan),
      answers: answersOf(operation),
    })),
    document: model.document,
  }
}

function inputsOf(
  operation: OperationModel,
  plan: ApiPlan,
): Pick<ConsoleOperation, 'parameters' | 'body'> {
  const input = sampleInput(operation, plan.schemas)
  const parameters = operation.parameters.map(({ name, in: location }) => {
    const value = input[location]?.[name]
    return { name, in: location, ...(value === undefined ? {} : { value }) }
  })
  if (!operation.requestBody) return { parameters }
  // A file cannot be kept as text: the reader chooses one.
  const isText = typeof input.body !== 'object' || JSON.stringify(input.body) !== '{}'
  return {
    parameters,
    body: {
      ...(input.body === undefined || !isText ? {} : { value: input.body }),
      ...(input.mediaType === undefined ? {} : { mediaType: input.mediaType }),
    },
  }
}

function answersOf({ responses }: OperationModel): ConsoleOperation['answers'] {
  return Object.fromEntries(
    responses.map(({ status, content }) => [
      status,
      Object.fromEntries(
        content.map(({ mediaType, schema }) => [mediaType, schema?.pointer ?? null]),
      ),
    ]),
  )
}

/** The file that gives the data to the console's script; it is a script itself, so that it works from files. */
export function consoleDataFile(data: ConsoleData): string {
  return `concordatConsole(${JSON.stringify(JSON.stringify(data))})\n`
}
