export { type Automaton, compileAutomaton } from './pattern/automaton.ts'
export { parsePattern } from './pattern/parse-pattern.ts'
export type { CharacterSet, PatternNode, PositionKind } from './pattern/pattern-syntax.ts'
