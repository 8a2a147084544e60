import { createRoute as createZodRoute, type RouteConfig } from '@hono/zod-openapi'

/**
 * What of a route the compiler reads here: as much as keeps its method, its path and its raw schemas literal. The whole,
 * {@link RouteConfig}, is compared where an app takes the route.
 */
export interface RouteShape {
  readonly method: RouteConfig['method']
  readonly path: string
  readonly request?: {
    readonly params?: object
    readonly query?: object
    readonly headers?: object
    readonly cookies?: object
    readonly body?: {
      readonly description?: string
      readonly required?: boolean
      readonly content: RouteContent
    }
  }
  readonly responses: {
    readonly [status: string]: {
      readonly description: string
      readonly headers?: object
      readonly links?: object
      readonly content?: RouteContent
    }
  }
}

/** Zod schemas, or schemas as a document has them, by media type. */
export interface RouteContent {
  readonly [mediaType: string]: {
    readonly schema: { readonly type?: SchemaType | OtherText; readonly format?: unknown }
  }
}

type SchemaType = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string'
/** Beside it the compiler keeps the literals of a union; a Zod schema has a `type` of its own. */
type OtherText = string & Record<never, never>

/** A route, and its path as Hono writes it. */
export type Route<Shape extends RouteShape> = Shape & {
  getRoutingPath(): RoutingPath<Shape['path']>
}

type RoutingPath<Path extends string> = Path extends `${infer Start}/{${infer Name}}${infer Rest}`
  ? `${Start}/:${Name}${RoutingPath<Rest>}`
  : Path

/**
 * Makes a route for an app of @hono/zod-openapi: its own `createRoute` in all but the time that it takes the compiler,
 * which there compares every schema with `ZodType`, member by member.
 *
 * @example
 * ```ts
 * import { createRoute } from '@concordat/server'
 * import { OpenAPIHono } from '@hono/zod-openapi'
 * import * as z from 'zod'
 * const ping = createRoute({
 *   method: 'get',
 *   path: '/ping/{name}',
 *   request: { params: z.object({ name: z.string() }) },
 *   responses: { 200: { description: 'A greeting', content: { 'application/json': { schema: z.string() } } } },
 * })
 * const app = new OpenAPIHono()
 * app.openapi(ping, (context) => context.json(context.req.valid('param').name, 200))
 * ```
 * @see {@link https://hono.dev/examples/zod-openapi | Zod OpenAPI in Hono's documentation}
 */
export function createRoute<
  Path extends string,
  Shape extends RouteShape & { readonly path: Path },
>(route: Shape): Route<Shape> {
  // Seam: what was not compared here is what the library asks for.
  return createZodRoute(route as unknown as RouteConfig) as unknown as Route<Shape>
}
