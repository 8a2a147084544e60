export { type RenderPactOptions, renderPact } from './pact/render-pact.ts'
export { type MemberPath, pathText } from './reads/member-path.ts'
export type { MemberUse, Variant } from './reads/read-log.ts'
export type {
  ConsumerContract,
  ProviderState,
  RecordedInteraction,
  RequestKind,
} from './recorder/contract.ts'
export { createRecorder, type Recorder, type RecorderOptions } from './recorder/create-recorder.ts'
export { mergeContracts } from './recorder/merge-contracts.ts'
