import { ConcordatError } from '@concordat/core'
import { clientEmitter } from './client/emit-client.ts'
import type { Emitter } from './emitter.ts'
import { operationsEmitter } from './operations/emit-operations.ts'
import { packageEmitter } from './package/emit-package.ts'
import { routesEmitter } from './routes/emit-routes.ts'
import { schemasEmitter } from './schemas/emit-schemas.ts'
import { serverEmitter } from './server/emit-server.ts'
import { typesEmitter } from './types/emit-types.ts'
import { validatorsEmitter } from './validators/emit-validators.ts'
import { webhooksEmitter } from './webhooks/emit-webhooks.ts'

/** The built-in outputs, by the names under which they are chosen. */
export type OutputName =
  | 'types'
  | 'operations'
  | 'schemas'
  | 'validators'
  | 'routes'
  | 'client'
  | 'server'
  | 'webhooks'

interface Output {
  readonly emitter: Emitter
  /** Whose modules its own import. */
  readonly needs: readonly OutputName[]
}

/** In the order in which they are written. */
const outputs: Readonly<Record<OutputName, Output>> = {
  types: { emitter: typesEmitter, needs: [] },
  operations: { emitter: operationsEmitter, needs: [] },
  schemas: { emitter: schemasEmitter, needs: [] },
  validators: { emitter: validatorsEmitter, needs: ['schemas'] },
  routes: { emitter: routesEmitter, needs: ['validators'] },
  client: { emitter: clientEmitter, needs: ['types', 'operations'] },
  server: { emitter: serverEmitter, needs: ['types', 'operations', 'validators', 'routes'] },
  webhooks: { emitter: webhooksEmitter, needs: ['types', 'schemas'] },
}

/** The names of the built-in outputs. */
// Seam: the keys of a record of these names.
export const outputNames = Object.keys(outputs) as readonly OutputName[]

/**
 * The emitters of the outputs that are chosen, and of those whose modules they import.
 *
 * @throws ConcordatError `E_OUTPUT_NAME` for a name that no output has.
 *
 * @example
 * ```ts
 * import { outputEmitters } from '@concordat/codegen'
 * const names = outputEmitters(['client']).map((emitter) => emitter.name) // types, operations, client
 * ```
 */
export function outputEmitters(chosen: readonly string[]): readonly Emitter[] {
  const needed = new Set<OutputName>()
  const add = (name: string): void => {
    const known = outputNames.find((one) => one === name)
    if (known === undefined) {
      throw new ConcordatError(
        'E_OUTPUT_NAME',
        `There is no output \`${name}\`. Choose among ${outputNames.join(', ')}.`,
      )
    }
    if (needed.has(known)) return
    needed.add(known)
    outputs[known].needs.forEach(add)
  }
  chosen.forEach(add)
  return outputNames.filter((name) => needed.has(name)).map((name) => outputs[name].emitter)
}

/** What writes a whole package: every output, and what makes the modules a package. */
export const defaultEmitters: readonly Emitter[] = [...outputEmitters(outputNames), packageEmitter]
