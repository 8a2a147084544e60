import type { OperationDescriptor, ServerDescriptor } from '@concordat/wire'
import type {
  BodySupport,
  CredentialSupport,
  HeaderSupport,
  ParameterSupport,
  RedirectSupport,
  SecuritySchemes,
} from './support/run-time-support.ts'

/** Operations as data, by operationId. */
export type OperationTable = Readonly<Record<string, OperationDescriptor | undefined>>

/**
 * What the generator knows of an API: data, and the parts of the run time that this API needs and others do not.
 */
export interface ClientDefinition<Table = OperationTable, Schemes = SecuritySchemes> {
  readonly operations: Table
  readonly securitySchemes?: Schemes
  readonly servers?: readonly ServerDescriptor[]
  /**
   * `anyParameters(styles?)`, where parameters are more than single values in paths, queries and headers and arrays
   * that a query repeats: cookies, objects, `null`, `style`, `explode`, `allowReserved`, `content`, odd names.
   */
  readonly parameters?: ParameterSupport
  /**
   * `cookieCredential`, where keys stand in cookies; `anyCredential`, where credentials are more than bearer tokens and
   * keys in headers and cookies.
   */
  readonly credential?: CredentialSupport
  /** `serverUrl`, where the URL of the first server has variables. */
  readonly serverUrl?: (
    server: ServerDescriptor,
    values: Readonly<Record<string, string>> | undefined,
  ) => string
  /** `followRedirects`, where an operation describes a redirect, or a key stands in a header. @default as `fetch` does */
  readonly redirects?: RedirectSupport
  /**
   * `plainHeader`, where response headers are numbers or booleans; `anyHeader`, where they are more than one value.
   * @default texts
   */
  readonly header?: HeaderSupport
  /**
   * `formBodies`, where requests are JSON or forms of single values in `application/x-www-form-urlencoded`;
   * `anyBodies(encoders?, decoders?)`, where a request has several media types or another one than these, an answer has another one
   * than JSON and bytes, or a media type is a range or has parameters beside `charset`; `exactIntegers(formBodies?)`,
   * where an answer without these may have an integer that a number cannot hold.
   */
  readonly bodies?: BodySupport
}
