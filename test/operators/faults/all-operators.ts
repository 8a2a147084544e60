import { answerOperators } from './answers.ts'
import { listOperators } from './lists.ts'
import type { Operator } from './operator.ts'
import { requestOperators } from './requests.ts'
import { brokenOperators, securityOperators } from './security.ts'
import { stateOperators } from './state.ts'
import { headerOperators, statusOperators } from './statuses.ts'

/** Every operator of the bench. */
export const operators: readonly Operator[] = [
  ...answerOperators,
  ...statusOperators,
  ...headerOperators,
  ...requestOperators,
  ...securityOperators,
  ...stateOperators,
  ...listOperators,
  ...brokenOperators,
]
