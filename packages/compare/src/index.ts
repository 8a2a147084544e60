export type {
  Change,
  ChangeClass,
  Direction,
  DocumentPlace,
  ReachedOperation,
  RequestWitness,
  ResponseWitness,
  Witness,
} from './changes/change.ts'
export { compareDocuments, type DocumentComparison } from './compare-documents.ts'
