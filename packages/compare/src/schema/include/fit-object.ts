import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { Cell, ObjectLayer } from '../cell.ts'
import { isValid } from '../evaluate.ts'
import { memberRule, namesOf, patternsOf, restSchemas } from '../members.ts'
import { saysNothing } from '../open-members.ts'
import { defaultOf, memberXmlOf } from '../same.ts'
import { matchesPattern } from '../text/match-pattern.ts'
import { arePatternsApart } from '../text/text-within.ts'
import type { Step } from './comparison.ts'
import { emptyFit, type Fit, type Prover } from './fit.ts'

/** How a cell of objects lies within another. */
export function fitObject(cell: Cell, other: Cell, prover: Prover): Fit {
  const fit = emptyFit()
  const isClosed = prover.isImpossible(restSchemas(cell))
  fitRequired(cell, other, prover, fit)
  fitCounts({ cell, other, isClosed }, prover, fit)
  for (const layer of other.objects) {
    fitNamed(cell, layer, prover, fit)
    fitPatterns({ cell, other, layer, isClosed }, prover, fit)
    fitRest({ cell, other, layer, isClosed }, prover, fit)
  }
  fitNames({ cell, other, isClosed }, prover, fit)
  fitDependencies(cell, other, prover, fit)
  noteMembers(cell, other, fit)
  return fit
}

function fitRequired(cell: Cell, other: Cell, prover: Prover, fit: Fit): void {
  const present = presentWith(cell, cell.required)
  for (const name of other.required) {
    if (present.has(name)) continue
    // Where the whole set of members is known and counted, each of them is there.
    if (cell.minProperties >= namesOf(cell).length && isOnlyNamed(cell, prover)) continue
    fit.failures.push({ keyword: 'required', cell, other, subject: name })
  }
}

function isOnlyNamed(cell: Cell, prover: Prover): boolean {
  return patternsOf(cell).size === 0 && prover.isImpossible(restSchemas(cell))
}

/** What one side may send and the other has to take, and whether the one allows no further members. */
interface ObjectPair {
  readonly cell: Cell
  readonly other: Cell
  readonly isClosed: boolean
}

function fitCounts({ cell, other, isClosed }: ObjectPair, prover: Prover, fit: Fit): void {
  if (Math.max(cell.minProperties, cell.required.length) < other.minProperties) {
    fit.failures.push({ keyword: 'minProperties', cell, other })
  }
  if (cell.maxProperties <= other.maxProperties) return
  const possible = namesOf(cell).filter(
    (name) => !prover.isImpossible(memberRule(cell, name).schemas),
  )
  if (isClosed && patternsOf(cell).size === 0 && possible.length <= other.maxProperties) return
  fit.failures.push({ keyword: 'maxProperties', cell, other })
}

/** A member that the narrower side leaves open and the wider one names is no difference. */
function fitNamed(cell: Cell, layer: ObjectLayer, prover: Prover, fit: Fit): void {
  for (const [name, schema] of layer.properties) {
    const { isNamed, schemas } = memberRule(cell, name)
    if ((!isNamed && !layer.isForbidding) || saysNothing(schema)) continue
    link(fit, { step: { kind: 'member', name }, cell, narrower: schemas, wider: [schema] }, prover)
  }
}

function fitPatterns(
  { cell, other, layer, isClosed }: ObjectPair & { readonly layer: ObjectLayer },
  prover: Prover,
  fit: Fit,
): void {
  for (const [pattern, schema] of layer.patterns) {
    if (saysNothing(schema)) continue
    for (const name of namesOf(cell)) {
      const { isNamed, schemas } = memberRule(cell, name)
      if (isNamed && matchesPattern(pattern, name)) {
        link(
          fit,
          { step: { kind: 'member', name }, cell, narrower: schemas, wider: [schema] },
          prover,
        )
      }
    }
    const own = patternsOf(cell)
    for (const [source, schemas] of own) {
      if (source !== pattern && arePatternsApart(source, pattern)) continue
      link(
        fit,
        { step: { kind: 'pattern', pattern: source }, cell, narrower: schemas, wider: [schema] },
        prover,
      )
    }
    if (isClosed || own.has(pattern)) continue
    const to = prover.compare(restSchemas(cell), [schema])
    if (to.isFailing) {
      fit.failures.push({ keyword: 'patternProperties', cell, other, subject: pattern, schema })
    }
  }
}

function fitRest(
  { cell, other, layer, isClosed }: ObjectPair & { readonly layer: ObjectLayer },
  prover: Prover,
  fit: Fit,
): void {
  const { additional, properties, patterns } = layer
  if (!additional || saysNothing(additional)) return
  for (const name of namesOf(cell)) {
    const isElsewhere =
      properties.has(name) || [...patterns.keys()].some((one) => matchesPattern(one, name))
    const { isNamed, schemas } = memberRule(cell, name)
    if (isElsewhere || !isNamed) continue
    link(
      fit,
      { step: { kind: 'member', name }, cell, narrower: schemas, wider: [additional] },
      prover,
    )
  }
  for (const [source, schemas] of patternsOf(cell)) {
    if (patterns.has(source)) continue
    link(
      fit,
      { step: { kind: 'pattern', pattern: source }, cell, narrower: schemas, wider: [additional] },
      prover,
    )
  }
  if (isClosed || [...patterns.keys()].some((one) => isEveryName(cell, one, prover))) return
  const rest = restSchemas(cell)
  if (rest.every(saysNothing)) {
    fit.failures.push({ keyword: 'additionalProperties', cell, other, schema: additional })
  } else link(fit, { step: { kind: 'rest' }, cell, narrower: rest, wider: [additional] }, prover)
}

/** Whether a cell allows only names that match a pattern. */
function isEveryName({ names }: Cell, pattern: string, prover: Prover): boolean {
  return names.length > 0 && prover.isWithin([...names, anyText], [namesLike(pattern)])
}

const nowhere = { kind: 'schema', id: 0, uri: '', pointer: '' } as const

const anyText: SchemaModel = { ...nowhere, source: { type: 'string' }, types: ['string'] }

const likes = new Map<string, SchemaModel>()

/** The texts that match a pattern. */
function namesLike(pattern: string): SchemaModel {
  const made = likes.get(pattern) ?? { ...nowhere, source: { pattern }, pattern }
  likes.set(pattern, made)
  return made
}

function fitNames({ cell, other, isClosed }: ObjectPair, prover: Prover, fit: Fit): void {
  for (const schema of other.names) {
    if (cell.names.length > 0 && prover.isWithin(cell.names, [schema])) continue
    const areAllKnown =
      isClosed &&
      [...patternsOf(cell).keys()].every((one) =>
        prover.isWithin([namesLike(one), anyText], [schema]),
      )
    const possible = namesOf(cell).filter(
      (name) => !prover.isImpossible(memberRule(cell, name).schemas),
    )
    if (areAllKnown && possible.every((name) => isValid(schema, name))) continue
    fit.failures.push({ keyword: 'propertyNames', cell, other, schema })
  }
}

function fitDependencies(cell: Cell, other: Cell, prover: Prover, fit: Fit): void {
  for (const [name, needed] of other.dependencies) {
    if (prover.isImpossible(memberRule(cell, name).schemas)) continue
    const present = presentWith(cell, [...cell.required, name])
    for (const one of needed) {
      if (present.has(one)) continue
      fit.failures.push({
        keyword: 'dependentRequired',
        cell,
        other,
        subject: JSON.stringify([name, one]),
      })
    }
  }
}

/** The members that are there where some are, by what they need. */
function presentWith({ dependencies }: Cell, names: readonly string[]): ReadonlySet<string> {
  const present = new Set(names)
  // A set is walked to its new end.
  for (const one of present) {
    for (const [by, others] of dependencies) {
      if (by === one) for (const more of others) present.add(more)
    }
  }
  return present
}

function link(
  fit: Fit,
  {
    step,
    cell,
    narrower,
    wider,
  }: {
    readonly step: Step
    readonly cell: Cell
    readonly narrower: readonly SchemaModel[]
    readonly wider: readonly SchemaModel[]
  },
  prover: Prover,
): void {
  fit.edges.push({ step, cell, to: prover.compare(narrower, wider) })
}

/** Which members only one side names, and which have another default. */
function noteMembers(cell: Cell, other: Cell, fit: Fit): void {
  const [own, wider] = [declared(cell), declared(other)]
  for (const [name, schema] of own) {
    const match = wider.get(name)
    if (!match) {
      fit.notes.push({ kind: 'member-unnamed', name, narrower: schema })
      continue
    }
    const both = { name, narrower: schema, wider: match }
    const isAlwaysThere = cell.required.includes(name) && other.required.includes(name)
    if (!isAlwaysThere && !isJsonEqual(defaultOf(schema) ?? null, defaultOf(match) ?? null)) {
      fit.notes.push({ kind: 'default', ...both })
    }
    if (!isJsonEqual(memberXmlOf(schema, name), memberXmlOf(match, name)))
      fit.notes.push({ kind: 'xml', ...both })
  }
  for (const [name, schema] of wider) {
    if (!own.has(name)) fit.notes.push({ kind: 'member-named', name, wider: schema })
  }
}

function declared({ objects }: Cell): ReadonlyMap<string, SchemaModel> {
  const found = new Map<string, SchemaModel>()
  for (const { properties } of objects) {
    for (const [name, schema] of properties) {
      const known = found.get(name)
      if (!known || defaultOf(known) === undefined) found.set(name, schema)
    }
  }
  return found
}
