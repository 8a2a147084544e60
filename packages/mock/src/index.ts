export type { MockInput } from './answer/stateful-answers.ts'
export { type Fault, type FaultKind, parseFault } from './arrange/faults.ts'
export { createMock } from './create-mock.ts'
export {
  type AnsweredRequest,
  type ArrangedAnswer,
  DroppedConnection,
  type Mock,
  type MockDocument,
  type MockOptions,
  type StateHandler,
} from './mock.ts'
export { type MountedMock, mountMocks } from './mount-mocks.ts'
export type { Explanation, Resource, Role, RoleCorrections } from './resource/find-resources.ts'
