export {
  type AnswerSource,
  type AutomaticDefinition,
  type AutomaticOptions,
  createAnswerSource,
} from './answer-source.ts'
export { automaticErrors } from './automatic-errors.ts'
export { type AutomaticHandlers, automaticHandlers } from './automatic-handlers.ts'
export { type AutomaticVerifiers, automaticVerifiers } from './automatic-verifiers.ts'
export {
  orderResponses,
  type Preferences,
  type ResponseChoice,
  readPreferences,
} from './choose-response.ts'
