import { type Finding, joinPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import {
  type Code,
  code,
  comment,
  empty,
  id,
  lines,
  literal,
  paragraphs,
  reservedTypeNames,
  reservedWords,
} from '../code-writer.ts'
import { NameTable } from '../names/name-table.ts'
import type { EmitContext, PropertyExpression, RuntimeName } from './expression/emit-context.ts'
import type { Expression } from './expression/expression.ts'
import { emitSchema } from './expression/schema.ts'
import { schemaComment } from './expression/schema-comment.ts'
import type { Direction } from './facts/direction.ts'
import { SchemaFacts } from './facts/schema-facts.ts'
import { allTypes, type TypeSet } from './facts/type-set.ts'
import { withFiles } from './file-properties.ts'
import { mentionsZod } from './mentions-zod.ts'
import { nameFromPlace } from './name-from-place.ts'
import { type PatternPlan, planPattern } from './pattern/plan-pattern.ts'
import { TypeText } from './type-text.ts'
import { directionalNodes, namedNodes, reachable, type Unit, UnitOrder } from './units.ts'

/** A schema that the module must declare under a given name. */
export interface NamedSchema {
  readonly node: SchemaModel
  readonly name: string
}

export interface ZodModuleOptions {
  readonly named: readonly NamedSchema[]
  /** Schemas that are written elsewhere; what they refer to is declared here. */
  readonly inline: readonly SchemaModel[]
  readonly formats: boolean
  /** Tell requests from responses by `readOnly` and `writeOnly`. */
  readonly isDirectional: boolean
  /** Export the types of the named schemas beside them. */
  readonly exportsTypes?: boolean
  /** Names that the module must leave alone. */
  readonly reserved?: readonly string[]
  /** Types that are written in another module, which this one imports as `types`. */
  readonly types?: TypesModule
}

/** A module with the types of schemas. */
export interface TypesModule {
  readonly specifier: string
  /** The type of a schema there; `undefined` where it has none. */
  typeOf(node: SchemaModel, direction: Direction): Code | undefined
}

/** Where an expression stands while it is written. */
interface Site {
  readonly direction: Direction
  readonly prefix: Code
  readonly runtimes: Set<RuntimeName>
  /** Whether TypeScript can infer types through getters here. */
  readonly takesGetters: boolean
  /** Schemas that stand for files of a form. */
  readonly files: ReadonlyMap<SchemaModel, Expression> | undefined
  /** Whether a reference to a later declaration may stand as it is, because a getter is around it. */
  isDeferring: boolean
  /** Whether one does. */
  refersAhead: boolean
  /** Types that were needed so far, those of all schemas within included. */
  size: number
}

const ownNames = ['z', 's', 'schemas', 'types', 'RegExp']

/** Types beyond which one is named rather than inferred. */
const largestInference = 150

/** Declares schemas and all that they refer to, and writes expressions that use them. */
export class ZodModule {
  readonly findings: Finding[] = []
  readonly #options: ZodModuleOptions
  readonly #facts = new Map<Direction, SchemaFacts>()
  readonly #units = new Map<SchemaModel, Map<Direction, Unit>>()
  readonly #directional: ReadonlySet<SchemaModel>
  readonly #declared = new Set<Unit>()
  readonly #inlineAhead = new Set<SchemaModel>()
  readonly #patterns = new Map<string, PatternPlan>()
  readonly #reported = new Set<string>()
  readonly #types: TypeText
  readonly #moduleRuntimes = new Set<RuntimeName>()
  readonly #names: NameTable
  readonly #order: UnitOrder
  readonly #statements: Code[] = []

  constructor(options: ZodModuleOptions) {
    this.#options = options
    const nodes = reachable([...options.named.map(({ node }) => node), ...options.inline])
    this.#directional = options.isDirectional ? directionalNodes(nodes) : new Set()
    this.#names = new NameTable(
      options.named.map(({ name }) => name),
      {
        style: 'pascal',
        reserved: [
          ...reservedWords,
          ...reservedTypeNames,
          ...ownNames,
          ...(options.reserved ?? []),
        ],
      },
    )
    const units = this.#nameUnits(nodes)
    this.#order = new UnitOrder(units, (child, from) => this.#unitOf(child.node, from.direction))
    this.#types = new TypeText({
      unitOf: (node, direction) => this.#unitOf(node, direction),
      isRecursive: (unit) => this.#order.isRecursive(unit),
      factsOf: (direction) => this.#factsOf(direction),
      elsewhere: options.types,
    })
    for (const unit of this.#order.sorted) this.#statements.push(this.#declare(unit))
  }

  /** The module's text: imports, and a declaration of each schema after those that it needs. */
  get code(): Code {
    const statements = [
      ...this.#types.declarations(),
      ...this.#statements,
      ...this.#inferredTypes(),
    ]
    if (statements.length === 0) return code`export {}`
    const imports: Code[] = []
    if (statements.some(mentionsZod)) imports.push(code`import * as z from 'zod'`)
    if (this.#moduleRuntimes.size > 0) imports.push(code`import * as s from '@concordat/schema'`)
    const { types } = this.#options
    if (types && this.#types.usesElsewhere) {
      imports.push(code`import type * as types from ${literal(types.specifier)}`)
    }
    return paragraphs([lines(imports), ...statements])
  }

  #inferredTypes(): Code[] {
    if (!this.#options.exportsTypes) return []
    const units = this.#options.named.flatMap(({ node }) => this.#unitOf(node, 'both') ?? [])
    return units
      .filter((unit) => !this.#types.isDeclared(unit))
      .map(({ name }) => code`export type ${id(name)} = z.infer<typeof ${id(name)}>`)
  }

  /** The name under which a schema is declared. */
  nameOf(node: SchemaModel, direction: Direction = 'both'): string | undefined {
    return this.#unitOf(node, direction)?.name
  }

  /**
   * A schema as an expression in another module, which imports this one as `schemas`. Properties that are named as
   * files of a form are blobs.
   */
  expression(
    node: SchemaModel,
    direction: Direction,
    files: readonly string[] = [],
  ): { readonly code: Code; readonly usesRuntime: boolean } {
    const form = files.length > 0 ? withFiles(node, files) : undefined
    const site: Site = {
      direction,
      prefix: code`schemas.`,
      runtimes: new Set(),
      takesGetters: false,
      files: form?.files,
      isDeferring: false,
      refersAhead: false,
      size: 0,
    }
    const { code: written } = this.#emit(form?.node ?? node, allTypes, site)
    return { code: written, usesRuntime: site.runtimes.size > 0 }
  }

  #nameUnits(nodes: readonly SchemaModel[]): Unit[] {
    const units: Unit[] = []
    const add = (node: SchemaModel, name: string) => {
      if (this.#units.has(node)) return
      const made = this.#unitsFor(node, name)
      this.#units.set(node, made)
      units.push(...new Set(made.values()))
    }
    for (const { node, name } of this.#options.named) add(node, this.#names.get(name))
    const root = this.#options.named.find(({ node }) => node.pointer === '')
    const rootName = root ? this.#names.get(root.name) : ''
    for (const node of namedNodes(nodes)) {
      if (!this.#units.has(node)) add(node, this.#names.fresh(nameFromPlace(node, rootName)))
    }
    return units
  }

  #unitsFor(node: SchemaModel, name: string): Map<Direction, Unit> {
    if (!this.#directional.has(node)) {
      const unit: Unit = { node, direction: 'both', name }
      return new Map<Direction, Unit>([
        ['both', unit],
        ['request', unit],
        ['response', unit],
      ])
    }
    const response: Unit = { node, direction: 'response', name }
    const request: Unit = {
      node,
      direction: 'request',
      name: this.#names.fresh(`${name}Request`),
    }
    return new Map<Direction, Unit>([
      ['both', response],
      ['request', request],
      ['response', response],
    ])
  }

  #unitOf(node: SchemaModel, direction: Direction): Unit | undefined {
    return this.#units.get(node)?.get(direction)
  }

  #factsOf(direction: Direction): SchemaFacts {
    const known = this.#facts.get(direction)
    if (known) return known
    const made = new SchemaFacts(direction)
    this.#facts.set(direction, made)
    return made
  }

  #declare(unit: Unit): Code {
    const site: Site = {
      direction: unit.direction,
      prefix: empty,
      runtimes: this.#moduleRuntimes,
      takesGetters: this.#order.isInferable(unit),
      files: undefined,
      isDeferring: false,
      refersAhead: false,
      size: 0,
    }
    const inferred = emitSchema(unit.node, this.#context(allTypes, site))
    const isLarge = site.size > largestInference
    const expression = isLarge ? this.#typed(unit, inferred) : inferred
    // A call is no circle that TypeScript infers through, however plain what it is given.
    const annotation =
      isLarge && this.#order.isRecursive(unit)
        ? code`: s.${id(isTypedObject(inferred) ? 'TypedObject' : 'Typed')}<${this.#types.nameOf(unit)}>`
        : empty
    unit.expression = expression
    unit.size = isLarge ? 1 : site.size
    this.#declared.add(unit)
    return lines([
      comment(schemaComment(unit.node)),
      code`export const ${id(unit.name)}${annotation} = ${expression.code}`,
    ])
  }

  /** A schema whose inferred type would be written out at length wherever it is used. */
  #typed(unit: Unit, inferred: Expression): Expression {
    const type = this.#types.nameOf(unit)
    const { type: _type, ...rest } = inferred
    if (isTypedObject(inferred)) {
      this.#moduleRuntimes.add('typedObject')
      return { ...rest, code: code`s.typedObject<${type}>(${inferred.code})` }
    }
    const { shape: _shape, ...plain } = rest
    this.#moduleRuntimes.add('typed')
    return { ...plain, code: code`s.typed<${type}>(${inferred.code})` }
  }

  #emit(node: SchemaModel, assumed: TypeSet, site: Site): Expression {
    const unit = this.#unitOf(node, site.direction)
    site.size += unit?.size ?? 1
    if (unit) return this.#reference(unit, site)
    const file = site.files?.get(node)
    if (file) return file
    return emitSchema(node, this.#context(assumed, site))
  }

  #reference(unit: Unit, site: Site): Expression {
    const name = code`${site.prefix}${id(unit.name)}`
    const type = code`typeof ${name}`
    if (unit.expression && this.#declared.has(unit)) {
      const { isBare: _isBare, code: _code, type: _type, ...facts } = unit.expression
      return { ...facts, code: name, type }
    }
    const facts = {
      types: this.#factsOf(site.direction).types(unit.node),
      keeps: false,
      isStrict: true,
    }
    if (site.isDeferring) {
      site.refersAhead = true
      return { ...facts, code: name, type }
    }
    site.runtimes.add('lazy')
    const valueType = this.#types.nameOf(unit)
    return { ...facts, code: code`s.lazy<${valueType}>((): z.core.SomeType => ${name})` }
  }

  #emitProperty(node: SchemaModel, site: Site): PropertyExpression {
    const around = { isDeferring: site.isDeferring, refersAhead: site.refersAhead }
    const isTried = site.takesGetters && !this.#inlineAhead.has(node)
    site.isDeferring = isTried
    site.refersAhead = false
    let expression = this.#emit(node, allTypes, site)
    let isDeferred = site.refersAhead
    if (isDeferred && !expression.type) {
      // Its type cannot be written in a few words, so each reference says its own.
      this.#inlineAhead.add(node)
      site.isDeferring = false
      site.refersAhead = false
      expression = this.#emit(node, allTypes, site)
      isDeferred = false
    }
    Object.assign(site, around)
    return { expression, isDeferred }
  }

  #context(assumed: TypeSet, site: Site): EmitContext {
    return {
      direction: site.direction,
      facts: this.#factsOf(site.direction),
      formats: this.#options.formats,
      assumed,
      emit: (node, types = allTypes) => this.#emit(node, types, site),
      emitProperty: (node) => this.#emitProperty(node, site),
      isNamed: (node) => this.#units.has(node),
      spreadName: (node) => {
        const unit = this.#unitOf(node, site.direction)
        const isReady = unit?.expression?.shape && this.#declared.has(unit)
        site.size += isReady ? (unit.size ?? 1) : 0
        return isReady ? code`${site.prefix}${id(unit.name)}` : undefined
      },
      runtime: (name) => {
        site.runtimes.add(name)
        return code`s.${id(name)}`
      },
      pattern: (node, keyword, source) => this.#pattern(node, keyword, source),
      refuse: (node, keyword, reason) => this.#refuse(node, keyword, reason),
    }
  }

  #pattern(node: SchemaModel, keyword: string, source: string): PatternPlan {
    const longest = keyword === 'pattern' ? node.maxLength : undefined
    const key = `${longest ?? ''} ${source}`
    const plan = this.#patterns.get(key) ?? planPattern(source, longest)
    this.#patterns.set(key, plan)
    if (plan.kind === 'refused') {
      this.#report(node, keyword, {
        id: 'schema-pattern-costly',
        severity: 'warning',
        message: `\`${source}\` is left out, since a text could keep it busy for long. ${plan.reason} Write it simpler, or limit the text with \`maxLength\`.`,
      })
    } else if (plan.kind === 'invalid') {
      this.#report(node, keyword, {
        id: 'schema-pattern-invalid',
        severity: 'warning',
        message: `\`${source}\` is no regular expression of ECMA-262 and is left out. ${plan.reason}`,
      })
    } else if (plan.isRewritten) {
      this.#report(node, keyword, {
        id: 'schema-pattern-not-unicode',
        severity: 'warning',
        message: `\`${source}\` is a regular expression only without the \`u\` flag; it was read as one with it.`,
      })
    }
    return plan
  }

  #refuse(node: SchemaModel, keyword: string, reason: string): void {
    this.#report(node, keyword, {
      id: 'schema-keyword-not-expressible',
      severity: 'error',
      message: `\`${keyword}\` cannot be checked exactly: ${reason}`,
    })
  }

  #report(
    node: SchemaModel,
    keyword: string,
    finding: Pick<Finding, 'id' | 'severity' | 'message'>,
  ): void {
    const pointer = joinPointer(node.pointer, keyword)
    const key = `${finding.id} ${node.uri}#${pointer}`
    if (this.#reported.has(key)) return
    this.#reported.add(key)
    this.findings.push({ ...finding, pointer, evidence: { uri: node.uri, keyword } })
  }
}

/** Whether a large schema stays an object that can be extended. */
function isTypedObject({ shape }: Expression): boolean {
  return shape?.mode === 'strip'
}
