import {
  findResponse,
  type HeaderDescriptor,
  type MediaTypeDescriptor,
  type OperationValidators,
  type ParameterDescriptor,
  type ResponseDescriptor,
  type Validator,
} from '@concordat/wire'

/** A documented response, made ready. */
export interface PreparedResponse {
  readonly headers: Readonly<Record<string, HeaderDescriptor>>
  /** The documented headers as the encoder takes them, by lower-case name. */
  readonly headerByName: ReadonlyMap<string, ParameterDescriptor>
  readonly headerValidator: Validator | undefined
  /** `undefined` when no body is documented. */
  readonly content: Readonly<Record<string, MediaTypeDescriptor>> | undefined
  readonly validators: ReadonlyMap<string, Validator>
  /** Set when the answer is JSON unless the handler says otherwise: the media type to send. */
  readonly json: string | undefined
}

/** The documented responses of an operation. */
export interface PreparedResponses {
  readonly find: (status: number) => PreparedResponse | undefined
}

/** Makes the responses of an operation ready. */
export function prepareResponses(
  responses: Readonly<Record<string, ResponseDescriptor>>,
  validators: OperationValidators<Validator>['responses'] | undefined,
  compile: (validator: Validator) => Validator,
): PreparedResponses {
  const prepared = Object.fromEntries(
    Object.entries(responses).map(([key, response]) => [
      key,
      prepareResponse(response, validators?.[key], compile),
    ]),
  )
  const byStatus = new Map<number, PreparedResponse | undefined>()
  return {
    find: (status) => {
      const known = byStatus.get(status)
      if (known || byStatus.has(status)) return known
      const found = findResponse(prepared, status)?.response
      if (status >= 100 && status < 1000) byStatus.set(status, found)
      return found
    },
  }
}

function prepareResponse(
  { headers = {}, content }: ResponseDescriptor,
  validators: OperationValidators<Validator>['responses'][string] | undefined,
  compile: (validator: Validator) => Validator,
): PreparedResponse {
  const hasContent = content !== undefined && Object.keys(content).length > 0
  return {
    headers,
    headerByName: new Map(
      Object.entries(headers).map(([name, descriptor]) => [
        name.toLowerCase(),
        { ...descriptor, name, in: 'header' },
      ]),
    ),
    headerValidator: validators?.headers && compile(validators.headers),
    content: hasContent ? content : undefined,
    validators: new Map(
      Object.entries(validators?.content ?? {}).map(([key, validator]) => [
        key,
        compile(validator),
      ]),
    ),
    json: hasContent ? defaultJson(content) : undefined,
  }
}

/** The media type of an answer that is JSON unless told otherwise. */
function defaultJson(content: Readonly<Record<string, MediaTypeDescriptor>>): string | undefined {
  if (Object.hasOwn(content, 'application/json'))
    return content['application/json']?.binary ? undefined : 'application/json'
  const [only, ...others] = Object.keys(content)
  if (only === undefined || others.length > 0 || content[only]?.binary) return undefined
  return /^[^*;\s]+[/+]json$/i.test(only) ? only : undefined
}
