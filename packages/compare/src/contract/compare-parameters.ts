import type { JsonValue } from '@concordat/core'
import type { ParameterModel, SchemaModel } from '@concordat/model'
import { isValid } from '../schema/evaluate.ts'
import { defaultOf } from '../schema/same.ts'
import { addFact, compareSchemas, type Pairing, requestOf } from './comparing.ts'
import { isListOnly, isScalarOnly, readAsPresent, readOneAsList } from './one-as-list.ts'
import { isCredential } from './security.ts'
import { spreadObjects } from './spread-parameters.ts'

/** Compares the parameters of an operation, as text on the wire. */
export function compareParameters(given: Pairing): void {
  const pairing = spreadBoth(given)
  const { was, is } = pairing
  for (const [key, parameter] of was.parameters) {
    const other = is.parameters.get(key)
    if (other) compareParameter(pairing, parameter, other)
    else removed(pairing, parameter)
  }
  for (const [key, parameter] of is.parameters) {
    if (!was.parameters.has(key)) added(pairing, parameter)
  }
}

/** Objects that one document says as such, and the other as the parameters that they travel as. */
function spreadBoth(pairing: Pairing): Pairing {
  const { was, is, old, next } = pairing
  const before = spreadObjects(was.parameters, is.parameters, { own: old, other: next })
  const after = spreadObjects(is.parameters, was.parameters, { own: next, other: old })
  const regrouped = [
    ...[...was.parameters].filter(([key]) => !before.has(key)),
    ...[...is.parameters].filter(([key]) => !after.has(key)),
  ]
  for (const [, parameter] of regrouped) {
    addFact(pairing, {
      id: 'request-parameter-regrouped',
      class: 'code',
      direction: 'request',
      message: `${nameOf(parameter)} is said in another way: its members travel as parameters of their own.`,
      argument: 'Generated code names them; on the wire nothing changes.',
      key: parameter.pointer,
    })
  }
  return {
    ...pairing,
    was: { ...was, parameters: before },
    is: { ...is, parameters: after },
  }
}

function removed(pairing: Pairing, parameter: ParameterModel): void {
  if (pairing.role === 'caller') {
    sentNoLonger(pairing, parameter, undefined)
    return
  }
  const isRefused = parameter.in === 'query' && !isCredential(pairing.next, pairing.is, parameter)
  addFact(pairing, {
    id: 'request-parameter-removed',
    class: isRefused ? 'wire' : 'compatible',
    direction: 'request',
    message: `${nameOf(parameter)} is gone${isRefused ? ': a request that has it is no longer documented' : ''}.`,
    key: parameter.pointer,
    old: parameter.pointer,
    ...(isRefused && { witness: withParameter(pairing, parameter) }),
  })
}

/** A parameter of a webhook or a callback that is there no longer, or not always: its receiver was promised it. */
function sentNoLonger(pairing: Pairing, was: ParameterModel, is: ParameterModel | undefined): void {
  addFact(pairing, {
    id: is ? 'request-parameter-optional' : 'request-parameter-removed',
    class: was.required ? 'wire' : 'compatible',
    direction: 'request',
    message: `${nameOf(was)} is ${is ? 'no longer always sent' : 'sent no longer'}.`,
    ...(was.required && { argument: 'What receives the request was promised it.' }),
    key: `${was.pointer} ${is?.pointer ?? ''}`,
    old: was.pointer,
    ...(is && { new: is.pointer }),
  })
}

function added(pairing: Pairing, parameter: ParameterModel): void {
  if (pairing.role === 'caller' && parameter.in === 'query') {
    addFact(pairing, {
      id: 'request-parameter-added',
      class: 'wire',
      direction: 'request',
      message: `${nameOf(parameter)} can now be sent.`,
      argument:
        'What receives the request need not take a query parameter that was not documented.',
      key: parameter.pointer,
      new: parameter.pointer,
    })
    return
  }
  const isNeeded =
    parameter.required &&
    pairing.role === 'provider' &&
    !isCredential(pairing.old, pairing.was, parameter)
  addFact(pairing, {
    id: isNeeded ? 'request-parameter-required' : 'request-parameter-added',
    class: isNeeded ? 'wire' : 'compatible',
    direction: 'request',
    message: `${nameOf(parameter)} is new${isNeeded ? ', and required' : ''}.`,
    key: parameter.pointer,
    new: parameter.pointer,
    ...(isNeeded && { witness: requestOf(pairing.old, pairing.was, pairing.schemas) }),
  })
}

function compareParameter(pairing: Pairing, was: ParameterModel, is: ParameterModel): void {
  const places = { old: was.pointer, new: is.pointer }
  const key = `${was.pointer} ${is.pointer}`
  if (pairing.role === 'caller') {
    if (was.required && !is.required) sentNoLonger(pairing, was, is)
  } else if (!was.required && is.required) {
    addFact(pairing, {
      ...places,
      id: 'request-parameter-required',
      class: 'wire',
      direction: 'request',
      message: `${nameOf(was)} is required now.`,
      key,
      witness: requestOf(pairing.old, pairing.was, pairing.schemas, {
        parameters: new Map([[was, undefined]]),
      }),
    })
  } else if (was.required && !is.required) {
    addFact(pairing, {
      ...places,
      id: 'request-parameter-optional',
      class: 'compatible',
      direction: 'request',
      message: `${nameOf(was)} is no longer required.`,
      key,
    })
  }
  if (was.in === 'path' && was.name !== is.name) {
    addFact(pairing, {
      ...places,
      id: 'path-parameter-renamed',
      class: 'code',
      message: `The path parameter \`${was.name}\` is called \`${is.name}\` now.`,
      argument: 'Generated code names it; on the wire nothing changes.',
      key,
    })
  }
  if (was.allowEmptyValue && !is.allowEmptyValue) emptyRefused(pairing, was, is)
  compareDefault(pairing, was, is)
  if (!isStyleChanged(pairing, was, is)) compareValues(pairing, was, is)
}

function compareValues(pairing: Pairing, was: ParameterModel, is: ParameterModel): void {
  if (isAnyTextNow(pairing, was, is)) return
  const { schemas } = pairing
  const [asList, asPresent] = [readOneAsList(schemas), readAsPresent(was.in, schemas)]
  compareSchemas(pairing, {
    was: was.schema,
    is: is.schema,
    direction: 'request',
    ...(was.content === undefined && {
      readSent: (sent: SchemaModel, taken: SchemaModel) => asPresent(asList(sent, taken), taken),
    }),
    isText: was.content === undefined || !/json/i.test(was.content),
    subject: `the ${nameOf(was).charAt(0).toLowerCase()}${nameOf(was).slice(1)}`.replace(
      /^the the /,
      'the ',
    ),
    witness: (value) => withParameter(pairing, was, value),
  })
}

/** Whether a list that travels as one text became a text of which nothing is said. */
function isAnyTextNow(pairing: Pairing, was: ParameterModel, is: ParameterModel): boolean {
  const { old, next, schemas, role } = pairing
  const schema = next.schema(is.schema.pointer, 'request', 'taken')
  return (
    role === 'provider' &&
    isOneText(was) &&
    isListOnly(schemas, old.schema(was.schema.pointer, 'request', 'sent')) &&
    isScalarOnly(schemas, schema) &&
    schemas.isAnyText(schema)
  )
}

/** Whether a list in a parameter is one text, with something between its items. */
function isOneText({ style, explode, content }: ParameterModel): boolean {
  return content === undefined && (style === 'simple' || (style === 'form' && !explode))
}

/** Whether the same values are written in another way. */
function isStyleChanged(pairing: Pairing, was: ParameterModel, is: ParameterModel): boolean {
  const { old, next, schemas } = pairing
  const kinds = kindsOf(pairing, was)
  const written = writing(was, kinds)
  const [sent, taken] = [
    old.schema(was.schema.pointer, 'request', 'sent'),
    next.schema(is.schema.pointer, 'request', 'taken'),
  ]
  // One text is a list of one.
  if (isScalarOnly(schemas, sent) && isListOnly(schemas, taken)) return false
  if (isAnyTextNow(pairing, was, is)) return false
  const other = writing(is, kinds)
  if (written === other) return false
  addFact(pairing, {
    id: 'request-parameter-style-changed',
    class: 'wire',
    direction: 'request',
    message: `${nameOf(was)} was written as ${written} and is written as ${other}.`,
    argument: 'The same value has another text, which the other side reads otherwise.',
    key: `${was.pointer} ${is.pointer}`,
    old: was.pointer,
    new: is.pointer,
    witness: withParameter(pairing, was),
  })
  return true
}

type Kind = 'scalar' | 'array' | 'object'

/** What the values of a parameter are; a list of one item at most is written as the item. */
function kindsOf({ old, schemas }: Pairing, parameter: ParameterModel): ReadonlySet<Kind> {
  const schema = old.schema(parameter.schema.pointer, 'request', 'sent')
  return new Set(
    schemas.typesOf(schema).map((type): Kind => {
      if (type === 'object') return 'object'
      return type === 'array' && !schemas.isAtMostOne(schema) ? 'array' : 'scalar'
    }),
  )
}

/** How the values of a parameter are written, as far as it makes a difference for their kinds. */
function writing(parameter: ParameterModel, kinds: ReadonlySet<Kind>): string {
  if (parameter.content !== undefined) return `\`${parameter.content.toLowerCase()}\``
  const { style, explode } = parameter
  const plainStyles = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject']
  const isPlain = plainStyles.includes(style)
  const isComposite = kinds.has('array') || kinds.has('object')
  if (!isComposite) return isPlain ? 'form' : style
  // Exploded lists repeat the name, whatever would otherwise stand between items.
  if (isPlain && explode && !kinds.has('object')) return 'form, exploded'
  if (style === 'simple' && !kinds.has('object')) return 'simple'
  return `${style}${explode ? ', exploded' : ''}`
}

function emptyRefused(pairing: Pairing, was: ParameterModel, is: ParameterModel): void {
  if (isValid(pairing.next.schema(is.schema.pointer, 'request', 'taken'), '')) return
  addFact(pairing, {
    id: 'request-parameter-empty-refused',
    class: 'wire',
    direction: 'request',
    message: `${nameOf(was)} can no longer be sent without a value.`,
    key: `${was.pointer} ${is.pointer}`,
    old: was.pointer,
    new: is.pointer,
    witness: withParameter(pairing, was, ''),
  })
}

function compareDefault(pairing: Pairing, was: ParameterModel, is: ParameterModel): void {
  if (pairing.role !== 'provider' || (was.required && is.required)) return
  const [before, after] = [
    defaultOf(pairing.old.schema(was.schema.pointer, 'request', 'sent')),
    defaultOf(pairing.next.schema(is.schema.pointer, 'request', 'taken')),
  ]
  const text = (value: JsonValue | undefined): string =>
    value === undefined ? 'none' : `\`${JSON.stringify(value)}\``
  if (text(before) === text(after)) return
  addFact(pairing, {
    id: 'request-default-changed',
    class: 'behaviour',
    direction: 'request',
    message: `The default of ${inSentence(nameOf(was))} was ${text(before)} and is ${text(after)}.`,
    argument: 'A request without it is treated in another way.',
    key: `${was.pointer} ${is.pointer}`,
    old: was.pointer,
    new: is.pointer,
  })
}

function withParameter(pairing: Pairing, parameter: ParameterModel, value?: JsonValue) {
  const { old, was, schemas } = pairing
  const shown =
    value ?? schemas.sample(old.schema(parameter.schema.pointer, 'request', 'sent')) ?? 'text'
  return requestOf(old, was, schemas, { parameters: new Map([[parameter, shown]]) })
}

function nameOf({ name, in: place }: ParameterModel): string {
  return `The ${place} parameter \`${name}\``
}

function inSentence(name: string): string {
  return name.replace(/^The /, 'the ')
}
