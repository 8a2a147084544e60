export { createResource0 } from './clients/createResource0.ts'
export { createResource1 } from './clients/createResource1.ts'
export { deleteResource0 } from './clients/deleteResource0.ts'
export { deleteResource1 } from './clients/deleteResource1.ts'
export { getResource0 } from './clients/getResource0.ts'
export { getResource1 } from './clients/getResource1.ts'
export { listResource0 } from './clients/listResource0.ts'
export { listResource1 } from './clients/listResource1.ts'
export { updateResource0 } from './clients/updateResource0.ts'
export { updateResource1 } from './clients/updateResource1.ts'
export type {
  CreateResource0Mutation,
  CreateResource0MutationRequest,
  CreateResource0MutationResponse,
  CreateResource0201,
  CreateResource0400,
} from './types/CreateResource0.ts'
export type {
  CreateResource1Mutation,
  CreateResource1MutationRequest,
  CreateResource1MutationResponse,
  CreateResource1201,
  CreateResource1400,
} from './types/CreateResource1.ts'
export type {
  DeleteResource0Mutation,
  DeleteResource0MutationResponse,
  DeleteResource0PathParams,
  DeleteResource0204,
  DeleteResource0404,
} from './types/DeleteResource0.ts'
export type {
  DeleteResource1Mutation,
  DeleteResource1MutationResponse,
  DeleteResource1PathParams,
  DeleteResource1204,
  DeleteResource1404,
} from './types/DeleteResource1.ts'
export type {
  GetResource0PathParams,
  GetResource0Query,
  GetResource0QueryResponse,
  GetResource0200,
  GetResource0404,
} from './types/GetResource0.ts'
export type {
  GetResource1PathParams,
  GetResource1Query,
  GetResource1QueryResponse,
  GetResource1200,
  GetResource1404,
} from './types/GetResource1.ts'
export type {
  ListResource0Query,
  ListResource0QueryParams,
  ListResource0QueryParamsStateEnumKey,
  ListResource0QueryResponse,
  ListResource0200,
  ListResource0400,
} from './types/ListResource0.ts'
export { listResource0QueryParamsStateEnum } from './types/ListResource0.ts'
export type {
  ListResource1Query,
  ListResource1QueryParams,
  ListResource1QueryParamsStateEnumKey,
  ListResource1QueryResponse,
  ListResource1200,
  ListResource1400,
} from './types/ListResource1.ts'
export { listResource1QueryParamsStateEnum } from './types/ListResource1.ts'
export type { Problem } from './types/Problem.ts'
export type { Resource0, Resource0StateEnumKey } from './types/Resource0.ts'
export { resource0StateEnum } from './types/Resource0.ts'
export type { Resource0Circle, Resource0CircleKindEnumKey } from './types/Resource0Circle.ts'
export { resource0CircleKindEnum } from './types/Resource0Circle.ts'
export type { Resource0Draft, Resource0DraftStateEnumKey } from './types/Resource0Draft.ts'
export { resource0DraftStateEnum } from './types/Resource0Draft.ts'
export type { Resource0Square, Resource0SquareKindEnumKey } from './types/Resource0Square.ts'
export { resource0SquareKindEnum } from './types/Resource0Square.ts'
export type { Resource1, Resource1StateEnumKey } from './types/Resource1.ts'
export { resource1StateEnum } from './types/Resource1.ts'
export type { Resource1Circle, Resource1CircleKindEnumKey } from './types/Resource1Circle.ts'
export { resource1CircleKindEnum } from './types/Resource1Circle.ts'
export type { Resource1Draft, Resource1DraftStateEnumKey } from './types/Resource1Draft.ts'
export { resource1DraftStateEnum } from './types/Resource1Draft.ts'
export type { Resource1Square, Resource1SquareKindEnumKey } from './types/Resource1Square.ts'
export { resource1SquareKindEnum } from './types/Resource1Square.ts'
export type {
  UpdateResource0Mutation,
  UpdateResource0MutationRequest,
  UpdateResource0MutationResponse,
  UpdateResource0PathParams,
  UpdateResource0200,
  UpdateResource0400,
  UpdateResource0404,
} from './types/UpdateResource0.ts'
export type {
  UpdateResource1Mutation,
  UpdateResource1MutationRequest,
  UpdateResource1MutationResponse,
  UpdateResource1PathParams,
  UpdateResource1200,
  UpdateResource1400,
  UpdateResource1404,
} from './types/UpdateResource1.ts'
export {
  createResource0MutationRequestSchema,
  createResource0MutationResponseSchema,
  createResource0201Schema,
  createResource0400Schema,
} from './zod/createResource0Schema.ts'
export {
  createResource1MutationRequestSchema,
  createResource1MutationResponseSchema,
  createResource1201Schema,
  createResource1400Schema,
} from './zod/createResource1Schema.ts'
export {
  deleteResource0MutationResponseSchema,
  deleteResource0PathParamsSchema,
  deleteResource0204Schema,
  deleteResource0404Schema,
} from './zod/deleteResource0Schema.ts'
export {
  deleteResource1MutationResponseSchema,
  deleteResource1PathParamsSchema,
  deleteResource1204Schema,
  deleteResource1404Schema,
} from './zod/deleteResource1Schema.ts'
export {
  getResource0PathParamsSchema,
  getResource0QueryResponseSchema,
  getResource0200Schema,
  getResource0404Schema,
} from './zod/getResource0Schema.ts'
export {
  getResource1PathParamsSchema,
  getResource1QueryResponseSchema,
  getResource1200Schema,
  getResource1404Schema,
} from './zod/getResource1Schema.ts'
export {
  listResource0QueryParamsSchema,
  listResource0QueryResponseSchema,
  listResource0200Schema,
  listResource0400Schema,
} from './zod/listResource0Schema.ts'
export {
  listResource1QueryParamsSchema,
  listResource1QueryResponseSchema,
  listResource1200Schema,
  listResource1400Schema,
} from './zod/listResource1Schema.ts'
export { problemSchema } from './zod/problemSchema.ts'
export { resource0CircleSchema } from './zod/resource0CircleSchema.ts'
export { resource0DraftSchema } from './zod/resource0DraftSchema.ts'
export { resource0Schema } from './zod/resource0Schema.ts'
export { resource0SquareSchema } from './zod/resource0SquareSchema.ts'
export { resource1CircleSchema } from './zod/resource1CircleSchema.ts'
export { resource1DraftSchema } from './zod/resource1DraftSchema.ts'
export { resource1Schema } from './zod/resource1Schema.ts'
export { resource1SquareSchema } from './zod/resource1SquareSchema.ts'
export {
  updateResource0MutationRequestSchema,
  updateResource0MutationResponseSchema,
  updateResource0PathParamsSchema,
  updateResource0200Schema,
  updateResource0400Schema,
  updateResource0404Schema,
} from './zod/updateResource0Schema.ts'
export {
  updateResource1MutationRequestSchema,
  updateResource1MutationResponseSchema,
  updateResource1PathParamsSchema,
  updateResource1200Schema,
  updateResource1400Schema,
  updateResource1404Schema,
} from './zod/updateResource1Schema.ts'
