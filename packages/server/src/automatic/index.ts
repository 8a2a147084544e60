export {
  type AutomaticDefinition,
  type AutomaticHandlers,
  type AutomaticOptions,
  automaticHandlers,
} from './automatic-handlers.ts'
export { type AutomaticVerifiers, automaticVerifiers } from './automatic-verifiers.ts'
