import type {
  OperationDescriptor,
  OperationValidators,
  SecuritySchemeDescriptor,
  Validator,
} from '@concordat/wire'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import type { AnswerFinding } from '../answer-finding.ts'
import type { RegisteredDocument } from '../register-document.ts'
import type { RouteShape } from '../routing/create-route.ts'
import type { ErrorsAdapter } from '../server-problem.ts'
import type { Handler } from './handler.ts'
import type { AuthOf, UsedScheme, Verifiers } from './verifier.ts'

/** What a generated package knows of its document; the generated `createServer` hands it over. */
export interface ServerDefinition {
  readonly operations: Readonly<Record<string, OperationDescriptor>>
  /** By operationId, like `operations`. An operation without an entry is not validated. */
  readonly validators: Readonly<Record<string, OperationValidators>>
  /** Routes of @hono/zod-openapi, put into the app's `openAPIRegistry`. */
  readonly routes?: Readonly<Record<string, RouteShape>>
  readonly securitySchemes?: Readonly<Record<string, SecuritySchemeDescriptor>>
  /** Path of the document's first server, the default of {@link ServeOptions.basePath}. */
  readonly basePath?: string
  /** The document itself, or how to load it, for {@link ServeOptions.documentPath}. */
  readonly document?: unknown
  /** Makes a validator fast, once, when the server is made. @default `compileValidator` of @concordat/schema */
  readonly compile?: (validator: Validator) => Validator
}

/** What happens to answers that the document does not promise. */
export type AnswerChecks =
  /** Answers are sent as they are. */
  | 'off'
  /** They are sent, and `onFinding` is told. */
  | 'report'
  /** `onFinding` is told, and the caller gets a 500 in the vendor's shape. */
  | 'enforce'

/** Which alternative of an operation's `security` decides. */
export type AuthPolicy =
  /** Any satisfied alternative lets a request in, whatever else it carries. */
  | 'any'
  /** The first alternative, in document order, whose credentials are all present decides alone. */
  | 'first-present'

/** What went wrong where, for logs. */
export interface ErrorDetails {
  readonly operationId?: string
  readonly request: Request
  readonly context: Context
}

/** Middleware for a path or for one operation: `['/users/*', cors()]`, `['getUser', limiter]`. */
export type PlacedMiddleware = readonly [pathOrOperationId: string, middleware: MiddlewareHandler]

/** Options of every server, whatever its document. */
export interface ServeOptions {
  /**
   * Path under which everything is served, `documentPath` and the paths of `middleware` included; `''` for none, as when
   * the app is mounted under a prefix. @default the path of the document's first server, where its clients call
   */
  readonly basePath?: string
  /** @default 'any' */
  readonly authPolicy?: AuthPolicy
  /** Turns problems into the vendor's own error shape. @default problemDetails (RFC 9457) */
  readonly errors?: ErrorsAdapter
  /** Is told of every unexpected exception. @default console.error */
  readonly onError?: (error: unknown, details: ErrorDetails) => void
  /** Whether answers are held against the document. @default 'off' when NODE_ENV is 'production', else 'enforce' */
  readonly checkResponses?: AnswerChecks
  /** Is told of every answer that breaks the document. @default errors on console.error */
  readonly onFinding?: (finding: AnswerFinding) => void
  /** Largest request body, in bytes. @default 1048576 (1 MiB) */
  readonly bodyLimit?: number
  /** Other limits for single operations, in bytes, by operationId. */
  readonly bodyLimits?: Readonly<Record<string, number>>
  /**
   * Whether a request whose `Accept` covers none of the documented success media types is answered 406. HTTP leaves
   * it to the server, and many callers send an `Accept` they do not mean. @default false
   * @see RFC 9110, section 12.5.1
   */
  readonly refuseUnacceptable?: boolean
  /** Path under which the document is served as JSON, for example `/openapi.json`. Absent: it is not served. */
  readonly documentPath?: string
  /**
   * The package's `openapi.json`: the app's registry then has the document as it is written, so that
   * `app.getOpenAPI31Document`, also of an app that this one is mounted in, says the same. Absent: the registry has what
   * @hono/zod-openapi reads from the generated routes, which is less.
   *
   * @example
   * ```ts
   * import document from '@concordat/iproyal/openapi.json' with { type: 'json' }
   * const openapi = { document, componentPrefix: 'iproyal' }
   * ```
   */
  readonly openapi?: RegisteredDocument
  /**
   * Hono middleware, run in this order. Alone it runs before everything else, 404 and 405 included; with a path before it
   * (Hono's, or the document's) it runs where the path matches; with an operationId, once that operation was found.
   */
  readonly middleware?: readonly (MiddlewareHandler | PlacedMiddleware)[]
  /** Protection space named in `WWW-Authenticate`. @default 'api' */
  readonly realm?: string
}

/**
 * Options of a generated `createServer`. Write `auth` before `handlers`, so that what the verifiers return is known
 * where handlers read `input.auth`.
 */
export type ServerOptions<Table, Operations, Schemes, Auth> = ServeOptions & {
  /** One handler per operation, by operationId. */
  readonly handlers: Handlers<Table, Operations, Auth>
} & AuthOption<Table, Schemes, Auth>

/** Options of a generated receiver of webhooks or callbacks: a handler for each of those that are received. */
export type ReceiverOptions<Table, Operations, Schemes, Auth> = Omit<
  ServeOptions,
  'documentPath'
> & {
  /** Handlers by operationId; what has none is answered 404. */
  readonly handlers: Partial<Handlers<Table, Operations, Auth>>
} & AuthOption<Table, Schemes, Auth>

type AuthOption<Table, Schemes, Auth> = [UsedScheme<Table> & keyof Schemes] extends [never]
  ? { readonly auth?: Auth }
  : { /** One verifier per security scheme, by its name in the document. */ readonly auth: Auth }

/** One handler per operation. */
export type Handlers<Table, Operations, Auth = Verifiers> = {
  readonly [Id in keyof Table]: Handler<
    Table[Id],
    Id extends keyof Operations ? Operations[Id] : never,
    AuthOf<Table[Id], Auth>
  >
}

/** A server that is ready to answer. */
export interface Server {
  /** The app to mount: `parent.route('/prefix', server.app)`. */
  readonly app: OpenAPIHono
  /** Answers one request: what `Bun.serve`, Deno, workers and `@concordat/server/node` call. */
  readonly fetch: OpenAPIHono['fetch']
  /** Answers a path or a request, for tests: `await server.request('/user/1')`. */
  readonly request: OpenAPIHono['request']
}
