import type { SchemaModel } from '@concordat/model'
import type { Code } from '../../code-writer.ts'
import type { TypeSet } from '../facts/type-set.ts'

/** A Zod schema as code, and what must be known to put it into another. */
export interface Expression {
  readonly code: Code
  /** Its static type, where it is short. */
  readonly type?: Code
  /** Types that the expression lets pass. */
  readonly types: TypeSet
  /** It asserts a type and nothing else. */
  readonly isBare?: boolean
  /** What it gives is what it took: it strips nothing. */
  readonly keeps: boolean
  /** It forbids keys or drops them, which `z.intersection` would not honour. */
  readonly isStrict: boolean
  /** Properties by whose values Zod can tell it from others. */
  readonly tags?: ReadonlySet<string>
  /** Zod knows the values that it accepts. */
  readonly hasValues?: boolean
  /** An object whose properties can be spread into another. */
  readonly shape?: ObjectShape
}

/** A plain object: known properties, any others allowed. */
export interface ObjectShape {
  readonly mode: 'strip' | 'loose'
  readonly properties: ReadonlyMap<string, ShapeProperty>
  /** All of its properties can be read when the module loads: none waits for a later declaration. */
  readonly isEager: boolean
}

export interface ShapeProperty {
  /** Absent: any value. */
  readonly schema?: SchemaModel
  /** How the property is written, where that is known already. */
  readonly code?: Code
  readonly isRequired: boolean
  /** It may be sent but does not count. */
  readonly isHidden?: boolean
}

/** An expression that is not an object. */
export function plainExpression(
  code: Code,
  types: TypeSet,
  more: Partial<Expression> = {},
): Expression {
  return { code, types, keeps: true, isStrict: false, ...more }
}
