import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { problemResponse } from '../http/problem.ts'
import type { World } from '../world.ts'
import { loopbackOnly } from './guard-states.ts'
import { type ProviderState, StateRefused } from './provider-state.ts'
import { setUpState } from './set-up-state.ts'
import { stateCatalogue } from './state-catalogue.ts'
import { viewWorld } from './world-view.ts'

/** What `POST /states` takes. Pact's own verifiers send more, `consumer` for example, which is passed over. */
const setUpRequest = z.object({
  state: z.string(),
  params: z.record(z.string(), z.unknown()).nullish(),
  action: z.enum(['setup', 'teardown']).optional(),
})

/** The routes by which contract tests set up provider states and look at what became of them. */
export function statesRoutes(world: World): Hono {
  const routes = new Hono()
  const listing = stateCatalogue.map(describeState)
  routes.use(loopbackOnly)
  routes.get('/states', (context) => context.json(listing))
  routes.get('/world', async (context) => context.json(await viewWorld(world)))
  routes.post('/states', bodyLimit({ maxSize: 1024 * 1024 }), async (context) => {
    // A page of another origin cannot send this media type without being asked first.
    if (!context.req.header('content-type')?.toLowerCase().startsWith('application/json')) {
      return problemResponse(context, {
        status: 415,
        title: 'Unsupported Media Type',
        detail: 'Send `application/json`.',
      })
    }
    const parsed = setUpRequest.safeParse(await context.req.json().catch(() => undefined))
    if (!parsed.success) {
      return problemResponse(context, {
        status: 400,
        title: 'Bad Request',
        detail:
          'Send a JSON object with `state`, a name, and `params`, an object that may be left out.',
      })
    }
    const { state: name, params, action } = parsed.data
    const state = stateCatalogue.find((each) => each.name === name)
    if (!state) {
      return problemResponse(context, {
        status: 404,
        title: 'Unknown state',
        detail: `There is no state \`${name}\`.`,
        more: { states: stateCatalogue.map((each) => each.name) },
      })
    }
    // Every set-up replaces what it needs, so that nothing has to be taken down.
    if (action === 'teardown') return context.json({ state: name, credentials: {}, params: {} })
    try {
      return context.json(await setUpState(world, state, params ?? {}))
    } catch (error) {
      const detail = refusalDetail(error)
      if (detail === undefined) throw error
      return problemResponse(context, {
        status: 400,
        title: 'Unusable params',
        detail,
        more: { params: paramsSchema(state) },
      })
    }
  })
  return routes
}

/** A state as `GET /states` lists it. */
function describeState(state: ProviderState) {
  return {
    name: state.name,
    ...(state.api && { api: state.api }),
    description: state.description,
    params: paramsSchema(state),
    enables: state.enables.map(({ operationId, status }) => ({
      api: state.api,
      operationId,
      status,
    })),
  }
}

function paramsSchema(state: ProviderState) {
  return z.toJSONSchema(state.params, { io: 'input', unrepresentable: 'any' })
}

function refusalDetail(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof StateRefused ? error.message : undefined
}
