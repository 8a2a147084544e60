import type { SchemaModel } from '@concordat/document'
import { type Code, code } from '../code-writer.ts'
import type { Direction } from './facts/direction.ts'
import type { SchemaFacts } from './facts/schema-facts.ts'
import type { Unit } from './units.ts'

/** Types of schemas that refer to themselves where TypeScript cannot infer them. */
export class TypeText {
  constructor(
    _unitOf: (node: SchemaModel, direction: Direction) => Unit | undefined,
    _isRecursive: (unit: Unit) => boolean,
    _factsOf: (direction: Direction) => SchemaFacts,
  ) {}

  nameOf(_unit: Unit): Code {
    return code`unknown`
  }

  declarations(): readonly Code[] {
    return []
  }
}
