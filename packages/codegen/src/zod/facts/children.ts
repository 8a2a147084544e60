import type { SchemaModel } from '@concordat/model'

/** Whether a subschema judges the same value as the schema that it stands in, or a part of it. */
export type ChildPlace = 'same' | 'part'

/** A subschema or a referred schema. */
export interface Child {
  readonly node: SchemaModel
  readonly place: ChildPlace
  /** Whether it is named by `$ref` or `$dynamicRef`. */
  readonly isReference: boolean
}

/** The schemas that a schema leads to. */
export function childrenOf(node: SchemaModel): Child[] {
  const children: Child[] = []
  const add = (place: ChildPlace, isReference: boolean, ...nodes: (SchemaModel | undefined)[]) => {
    for (const child of nodes) if (child) children.push({ node: child, place, isReference })
  }
  add('same', true, node.ref, node.dynamicRef)
  add('same', false, ...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), node.not)
  const { condition, whenTrue, whenFalse } = node.conditional ?? {}
  add('same', false, condition, whenTrue, whenFalse)
  add('same', false, ...(node.dependentSchemas?.values() ?? []))
  add('part', false, ...(node.properties?.values() ?? []))
  add('part', false, ...(node.patternProperties?.values() ?? []))
  add('part', false, node.additionalProperties, node.propertyNames, node.unevaluatedProperties)
  add('part', false, ...(node.prefixItems ?? []), node.items, node.contains, node.unevaluatedItems)
  return children
}
