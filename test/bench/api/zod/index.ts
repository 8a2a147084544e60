export {
  createResource0MutationRequestSchema,
  createResource0MutationResponseSchema,
  createResource0201Schema,
  createResource0400Schema,
} from './createResource0Schema.ts'
export {
  createResource1MutationRequestSchema,
  createResource1MutationResponseSchema,
  createResource1201Schema,
  createResource1400Schema,
} from './createResource1Schema.ts'
export {
  deleteResource0MutationResponseSchema,
  deleteResource0PathParamsSchema,
  deleteResource0204Schema,
  deleteResource0404Schema,
} from './deleteResource0Schema.ts'
export {
  deleteResource1MutationResponseSchema,
  deleteResource1PathParamsSchema,
  deleteResource1204Schema,
  deleteResource1404Schema,
} from './deleteResource1Schema.ts'
export {
  getResource0PathParamsSchema,
  getResource0QueryResponseSchema,
  getResource0200Schema,
  getResource0404Schema,
} from './getResource0Schema.ts'
export {
  getResource1PathParamsSchema,
  getResource1QueryResponseSchema,
  getResource1200Schema,
  getResource1404Schema,
} from './getResource1Schema.ts'
export {
  listResource0QueryParamsSchema,
  listResource0QueryResponseSchema,
  listResource0200Schema,
  listResource0400Schema,
} from './listResource0Schema.ts'
export {
  listResource1QueryParamsSchema,
  listResource1QueryResponseSchema,
  listResource1200Schema,
  listResource1400Schema,
} from './listResource1Schema.ts'
export { problemSchema } from './problemSchema.ts'
export { resource0CircleSchema } from './resource0CircleSchema.ts'
export { resource0DraftSchema } from './resource0DraftSchema.ts'
export { resource0Schema } from './resource0Schema.ts'
export { resource0SquareSchema } from './resource0SquareSchema.ts'
export { resource1CircleSchema } from './resource1CircleSchema.ts'
export { resource1DraftSchema } from './resource1DraftSchema.ts'
export { resource1Schema } from './resource1Schema.ts'
export { resource1SquareSchema } from './resource1SquareSchema.ts'
export {
  updateResource0MutationRequestSchema,
  updateResource0MutationResponseSchema,
  updateResource0PathParamsSchema,
  updateResource0200Schema,
  updateResource0400Schema,
  updateResource0404Schema,
} from './updateResource0Schema.ts'
export {
  updateResource1MutationRequestSchema,
  updateResource1MutationResponseSchema,
  updateResource1PathParamsSchema,
  updateResource1200Schema,
  updateResource1400Schema,
  updateResource1404Schema,
} from './updateResource1Schema.ts'
