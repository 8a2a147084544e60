import type { InputSections, IsInputOptional, OperationDescriptor } from '@concordat/wire'
import type { Client as RawClient } from 'openapi-fetch'
import type { CallOptions } from './client-options.ts'
import type { AnyResult, Result } from './result.ts'

/** The arguments of an operation's method: input (when all of it is optional, so is the argument) and options. */
export type MethodArguments<Input> = [keyof Input] extends [never]
  ? [input?: Record<string, never>, options?: CallOptions]
  : IsInputOptional<Input> extends true
    ? [input?: Input, options?: CallOptions]
    : [input: Input, options?: CallOptions]

/** One operation of a client. It never throws and never rejects: what goes wrong is a result. */
export interface Method<Operation, Descriptor> {
  (...args: MethodArguments<InputSections<Operation>>): Promise<Result<Operation, Descriptor>>
  /** The operation as data. */
  readonly operation: Descriptor
}

/** Any method, for functions that serve every operation. */
export interface AnyMethod {
  (...args: never[]): Promise<AnyResult>
  readonly operation: OperationDescriptor
}

/**
 * A client: a method per operation, named by operationId (`then` is `then_`, so that no promise takes a client for
 * one of its own), and the openapi-fetch client beneath as `raw`, unless an operation has that name.
 */
export type Client<Table, Operations, Paths extends object> = {
  readonly [Name in keyof Table as Name extends 'then'
    ? 'then_'
    : Name]: Name extends keyof Operations ? Method<Operations[Name], Table[Name]> : never
} & ('raw' extends keyof Table ? unknown : { readonly raw: RawClient<Paths> })
