export type { LoadedDocument, ReadResult } from './loaded-document.ts'
export type * from './model/api-model.ts'
