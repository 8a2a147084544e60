import type { ParameterModel } from '@concordat/model'
import { target } from '../schema/same.ts'
import type { ContractOperation } from './contract-operation.ts'
import type { ContractSide } from './contract-side.ts'

type Parameters = ContractOperation['parameters']

/**
 * An object that travels as parameters of its own, as `form` and `deepObject` have it, said as those parameters: where
 * one document says it in one way and the other in the other, the requests are the same.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#style-values | OpenAPI 3.1, style values}
 */
export function spreadObjects(
  own: Parameters,
  other: Parameters,
  { own: side, other: otherSide }: { readonly own: ContractSide; readonly other: ContractSide },
): Parameters {
  const lonely = (one: Parameters, two: Parameters): readonly [string, ParameterModel][] =>
    [...one].filter(([key]) => !two.has(key))
  const reachable = new Set(
    lonely(other, own).flatMap(([key, parameter]) => [
      key,
      ...membersOf(parameter, otherSide).map(([name]) => name),
    ]),
  )
  const spread = new Map(own)
  for (const [key, parameter] of lonely(own, other)) {
    const members = membersOf(parameter, side)
    if (!members.some(([name]) => reachable.has(name))) continue
    spread.delete(key)
    for (const [name, member] of members) spread.set(name, member)
  }
  return spread
}

/** The parameters that the members of an object are on the wire, by their keys; none where it is written as one text. */
function membersOf(
  parameter: ParameterModel,
  side: ContractSide,
): readonly (readonly [string, ParameterModel])[] {
  const { in: place, style, explode, content, name } = parameter
  const isSpread = style === 'deepObject' || (style === 'form' && explode)
  if (place !== 'query' || !isSpread || content !== undefined) return []
  const schema = target(side.schema(parameter.schema.pointer, 'request', 'sent'))
  const { properties, types, allOf, anyOf, oneOf, patternProperties, required = [] } = schema
  const isPlain = !allOf && !anyOf && !oneOf && !patternProperties
  if (!properties || types?.join() !== 'object' || !isPlain) return []
  return [...properties].flatMap(([member, { pointer, source, uri }]) => {
    if (uri === '') return []
    const written = style === 'deepObject' ? `${name}[${member}]` : member
    const made: ParameterModel = {
      ...parameter,
      name: written,
      style: 'form',
      explode: true,
      required: parameter.required && required.includes(member),
      schema: { pointer, schema: source },
    }
    return [[`query ${written}`, made] as const]
  })
}
