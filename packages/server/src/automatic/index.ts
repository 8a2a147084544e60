export type { AutomaticDefinition, AutomaticOptions } from './answer-source.ts'
export { automaticErrors } from './automatic-errors.ts'
export { type AutomaticHandlers, automaticHandlers } from './automatic-handlers.ts'
export { type AutomaticVerifiers, automaticVerifiers } from './automatic-verifiers.ts'
