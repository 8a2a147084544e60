import { compileValidator } from '@concordat/schema'
import {
  createParameterDecoder,
  type OperationDescriptor,
  type ParameterDecoder,
  type ParameterLocation,
  turnsOf,
  type Validator,
  validatorsOf,
} from '@concordat/wire'
import * as z from 'zod'
import { type PreparedResponses, prepareResponses } from '../answer/prepare-responses.ts'
import { type PreparedBody, prepareBody } from '../body/prepare-body.ts'
import { variableNames } from '../routing/segment-pattern.ts'
import { planSecurity, type SecurityPlan } from '../security/security-plan.ts'
import type { ServerDefinition } from '../types/server-options.ts'

/** A handler with its types forgotten: the pipeline gives it what the types promise, and checks what it returns. */
export type AnyHandler = (input: never) => unknown

/** The parameters of one place, made ready. */
export interface PreparedSection {
  readonly in: ParameterLocation
  readonly validator: Validator | undefined
  /** In how many ways its texts may be read. */
  readonly turns: number
  /** Values of parameters that are left out. */
  readonly defaults: readonly (readonly [name: string, value: unknown])[]
}

/** An operation with everything that can be known before the first request. */
export interface PreparedOperation {
  readonly operationId: string
  readonly descriptor: OperationDescriptor
  readonly handler: AnyHandler
  /** Names of the path's variables, in the template's order. */
  readonly variables: readonly string[]
  readonly security: SecurityPlan | undefined
  /** Absent when the operation has no parameters. */
  readonly decode: ParameterDecoder | undefined
  readonly sections: readonly PreparedSection[]
  readonly body: PreparedBody | undefined
  readonly responses: PreparedResponses
}

/** What {@link prepareOperation} takes beside the operation. */
export interface PrepareContext {
  readonly definition: ServerDefinition
  readonly verifiers: object
  readonly bodyLimit: number
}

const locations: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie']

/** Makes one operation ready: compiles validators, plans security, looks up what every request would look up again. */
export function prepareOperation(
  descriptor: OperationDescriptor,
  handler: AnyHandler,
  { definition, verifiers, bodyLimit }: PrepareContext,
): PreparedOperation {
  const { operationId, parameters = [] } = descriptor
  const validators = validatorsOf(definition.validators, operationId)
  const compile = definition.compile ?? compileZod
  const sectionOf = (location: ParameterLocation): PreparedSection | undefined => {
    const own = parameters.filter((parameter) => parameter.in === location)
    if (own.length === 0) return undefined
    const validator = validators?.request[location]
    return {
      in: location,
      validator: validator && compile(validator),
      turns: Math.max(...own.map(({ shape = 'string' }) => turnsOf(shape))),
      defaults: own
        .filter((parameter) => Object.hasOwn(parameter, 'default'))
        .map((parameter) => [
          location === 'header' ? parameter.name.toLowerCase() : parameter.name,
          parameter.default,
        ]),
    }
  }
  return {
    operationId,
    descriptor,
    handler,
    variables: variableNames(descriptor.path),
    security: planSecurity(
      operationId,
      descriptor.security,
      definition.securitySchemes ?? {},
      verifiers,
    ),
    decode: parameters.length > 0 ? createParameterDecoder(parameters) : undefined,
    sections: locations.map(sectionOf).filter((section) => section !== undefined),
    body:
      descriptor.body && prepareBody(descriptor.body, validators?.request.body, compile, bodyLimit),
    responses: prepareResponses(descriptor.responses, validators?.responses, compile),
  }
}

/** At the speed of code written for the schema, where the run time allows code to be generated. */
function compileZod(validator: Validator): Validator {
  return validator instanceof z.ZodType ? compileValidator(validator) : validator
}
