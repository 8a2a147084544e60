export type {
  CreateResource0Mutation,
  CreateResource0MutationRequest,
  CreateResource0MutationResponse,
  CreateResource0201,
  CreateResource0400,
} from './CreateResource0.ts'
export type {
  CreateResource1Mutation,
  CreateResource1MutationRequest,
  CreateResource1MutationResponse,
  CreateResource1201,
  CreateResource1400,
} from './CreateResource1.ts'
export type {
  DeleteResource0Mutation,
  DeleteResource0MutationResponse,
  DeleteResource0PathParams,
  DeleteResource0204,
  DeleteResource0404,
} from './DeleteResource0.ts'
export type {
  DeleteResource1Mutation,
  DeleteResource1MutationResponse,
  DeleteResource1PathParams,
  DeleteResource1204,
  DeleteResource1404,
} from './DeleteResource1.ts'
export type {
  GetResource0PathParams,
  GetResource0Query,
  GetResource0QueryResponse,
  GetResource0200,
  GetResource0404,
} from './GetResource0.ts'
export type {
  GetResource1PathParams,
  GetResource1Query,
  GetResource1QueryResponse,
  GetResource1200,
  GetResource1404,
} from './GetResource1.ts'
export type {
  ListResource0Query,
  ListResource0QueryParams,
  ListResource0QueryParamsStateEnumKey,
  ListResource0QueryResponse,
  ListResource0200,
  ListResource0400,
} from './ListResource0.ts'
export { listResource0QueryParamsStateEnum } from './ListResource0.ts'
export type {
  ListResource1Query,
  ListResource1QueryParams,
  ListResource1QueryParamsStateEnumKey,
  ListResource1QueryResponse,
  ListResource1200,
  ListResource1400,
} from './ListResource1.ts'
export { listResource1QueryParamsStateEnum } from './ListResource1.ts'
export type { Problem } from './Problem.ts'
export type { Resource0, Resource0StateEnumKey } from './Resource0.ts'
export { resource0StateEnum } from './Resource0.ts'
export type { Resource0Circle, Resource0CircleKindEnumKey } from './Resource0Circle.ts'
export { resource0CircleKindEnum } from './Resource0Circle.ts'
export type { Resource0Draft, Resource0DraftStateEnumKey } from './Resource0Draft.ts'
export { resource0DraftStateEnum } from './Resource0Draft.ts'
export type { Resource0Square, Resource0SquareKindEnumKey } from './Resource0Square.ts'
export { resource0SquareKindEnum } from './Resource0Square.ts'
export type { Resource1, Resource1StateEnumKey } from './Resource1.ts'
export { resource1StateEnum } from './Resource1.ts'
export type { Resource1Circle, Resource1CircleKindEnumKey } from './Resource1Circle.ts'
export { resource1CircleKindEnum } from './Resource1Circle.ts'
export type { Resource1Draft, Resource1DraftStateEnumKey } from './Resource1Draft.ts'
export { resource1DraftStateEnum } from './Resource1Draft.ts'
export type { Resource1Square, Resource1SquareKindEnumKey } from './Resource1Square.ts'
export { resource1SquareKindEnum } from './Resource1Square.ts'
export type {
  UpdateResource0Mutation,
  UpdateResource0MutationRequest,
  UpdateResource0MutationResponse,
  UpdateResource0PathParams,
  UpdateResource0200,
  UpdateResource0400,
  UpdateResource0404,
} from './UpdateResource0.ts'
export type {
  UpdateResource1Mutation,
  UpdateResource1MutationRequest,
  UpdateResource1MutationResponse,
  UpdateResource1PathParams,
  UpdateResource1200,
  UpdateResource1400,
  UpdateResource1404,
} from './UpdateResource1.ts'
