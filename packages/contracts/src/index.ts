export type * from './pact/pact.ts'
export { parsePact } from './pact/parse-pact.ts'
export { projectBody } from './projection/project-body.ts'
