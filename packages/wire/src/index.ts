export type * from './descriptor.ts'
export type * from './shape.ts'
