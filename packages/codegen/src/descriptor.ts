export { operationDescriptor } from './operations/operation-descriptor.ts'
export { SchemaLookup } from './schema/schema-lookup.ts'
