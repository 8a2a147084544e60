import { alternatives, type Code, code, join, render } from '../code-writer.ts'

/** A type as code, with what it needs to know to stand inside another. */
export interface TypeExpression {
  readonly code: Code
  /** `union` and `intersection` need parentheses where something binds tighter. */
  readonly level: 'primary' | 'intersection' | 'union'
  /** Set for types that unions and intersections treat in their own way. */
  readonly special?: 'unknown' | 'never'
  /** Of a union: what it is made of. */
  readonly members?: readonly TypeExpression[]
}

export const unknownType: TypeExpression = {
  code: code`unknown`,
  level: 'primary',
  special: 'unknown',
}
export const neverType: TypeExpression = { code: code`never`, level: 'primary', special: 'never' }
export const stringType = primary(code`string`)
export const numberType = primary(code`number`)
export const booleanType = primary(code`boolean`)
export const nullType = primary(code`null`)
export const blobType = primary(code`Blob`)

/** A type that binds tightest: a name, a literal, brackets. */
export function primary(type: Code): TypeExpression {
  return { code: type, level: 'primary' }
}

/** The type of a value that is one of these. */
export function unionOf(members: readonly TypeExpression[]): TypeExpression {
  if (members.some((member) => member.special === 'unknown')) return unknownType
  const flat = members.flatMap((member) => member.members ?? [member])
  const distinct = distinctTypes(flat.filter((member) => member.special !== 'never'))
  const first = distinct[0]
  if (first === undefined) return neverType
  if (distinct.length === 1) return first
  return {
    // TypeScript needs no parentheses around an intersection here, but people do.
    code: alternatives(distinct.map((member) => parenthesised(member, 'primary'))),
    level: 'union',
    members: distinct,
  }
}

/** The type of a value that is all of these. */
export function intersectionOf(members: readonly TypeExpression[]): TypeExpression {
  const never = members.find((member) => member.special === 'never')
  if (never) return never
  const distinct = distinctTypes(members.filter((member) => member.special !== 'unknown'))
  const first = distinct[0]
  if (first === undefined) return unknownType
  if (distinct.length === 1) return first
  return {
    code: join(
      distinct.map((member) => parenthesised(member, 'intersection')),
      code` & `,
    ),
    level: 'intersection',
  }
}

/** The type of a list of these. */
export function arrayOf(item: TypeExpression): TypeExpression {
  return primary(code`${parenthesised(item, 'primary')}[]`)
}

/** The code of a type where something of this level stands around it. */
export function parenthesised(type: TypeExpression, around: TypeExpression['level']): Code {
  const rank = { primary: 2, intersection: 1, union: 0 }
  return rank[type.level] >= rank[around] ? type.code : code`(${type.code})`
}

/** Drops types that are written alike, keeping the first. */
function distinctTypes(types: readonly TypeExpression[]): readonly TypeExpression[] {
  if (types.length < 2) return types
  const seen = new Map<string, TypeExpression>()
  for (const type of types) {
    const text = render(type.code)
    if (!seen.has(text)) seen.set(text, type)
  }
  return [...seen.values()]
}
