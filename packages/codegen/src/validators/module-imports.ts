import { type Code, code, empty, lines, mentions } from '../code-writer.ts'

/**
 * The imports that validators need: those that their code uses and no others, as an unused import does not compile
 * under the strictest settings.
 */
export function moduleImports(body: Code): Code {
  return lines([
    mentions(body, 's') ? code`import * as s from '@concordat/schema'` : empty,
    mentions(body, 'z') ? code`import * as z from 'zod'` : empty,
    mentions(body, 'schemas') ? code`import * as schemas from './schemas.ts'` : empty,
  ])
}
