import type { JsonValue } from '@concordat/core'
import { getOwn } from '@concordat/wire'
import type { Session } from '../engine/session.ts'
import type { OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { type RequestDraft, withParameter } from '../request/draft.ts'
import type { MakeContext } from '../schema/make-context.ts'
import { makeValue } from '../schema/make-value.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { isPaired } from '../schema/paired-bounds.ts'
import { isOrdinary, memberAt, withMember } from '../schema/variation.ts'
import { isReferenceName, varyValue } from '../schema/vary-value.ts'
import type { Case } from './case.ts'
import { isFreeName } from './free-names.ts'

/** Every parameter left out, given, mistyped, empty, repeated, and on both sides of every boundary. */
export function parameterCases(
  session: Session,
  operation: OperationPlan,
  base: RequestDraft,
  context: MakeContext,
): Case[] {
  const own = operation.parameters.filter((parameter) => !isCredential(operation, parameter))
  return own.flatMap((parameter) => [
    ...presenceCases(operation, parameter, base),
    ...valueCases(session, operation, parameter, { base, context }),
    ...textCases(parameter, base),
  ])
}

/** Whether a parameter is the key of a scheme that the operation needs: every request holds the credential then. */
function isCredential(
  { api, model: { security } }: OperationPlan,
  { model }: ParameterPlan,
): boolean {
  return security.flat().some(({ scheme: name }) => {
    const scheme = api.schemes.get(name)?.scheme
    return scheme?.type === 'apiKey' && scheme.in === model.in && scheme.name === model.name
  })
}

function presenceCases(
  _operation: OperationPlan,
  { model }: ParameterPlan,
  base: RequestDraft,
): Case[] {
  if (model.in === 'path' || !Object.hasOwn(base[model.in], model.name)) return []
  const contrast = {
    in: model.in,
    name: model.name,
    keyword: 'required',
    pointer: model.pointer,
    ordinary: true,
    label: `\`${model.name}\` in ${model.in} left out`,
  } as const
  const draft = withParameter(base, model.in, model.name, undefined)
  return [{ draft, contrast, ...(model.required ? { breaks: true as const } : {}) }]
}

function valueCases(
  session: Session,
  operation: OperationPlan,
  { model }: ParameterPlan,
  { base, context }: { readonly base: RequestDraft; readonly context: MakeContext },
): Case[] {
  const own = getOwn(base[model.in], model.name)
  const example = model.examples[0]?.value
  const made =
    own ??
    (isJson(example) ? example : undefined) ??
    makeValue(model.schema, { ...context, random: context.random.fork(model.name) })
  const cases: Case[] = []
  const flat = flattenSchema(session.api.document, model.schema).schema
  const siblings = operation.parameters.map((other) => other.model.name)
  const bound =
    model.in === 'path' || isReferenceName(model.name) || isPaired(model.name, siblings, flat)
  if (own === undefined && made !== undefined) {
    cases.push({
      draft: withParameter(base, model.in, model.name, made),
      contrast: {
        in: model.in,
        name: model.name,
        keyword: 'schema',
        pointer: model.pointer,
        ordinary: !bound && isFreeName(model.name),
        label: `\`${model.name}\` in ${model.in} given`,
      },
    })
  }
  for (const variation of varyValue(model.schema, made, context)) {
    if (variation.member === undefined && variation.path.length === 0) continue
    const value = withMember(made, variation.path, variation.member)
    if (
      value === undefined ||
      (variation.path.length > 0 && memberAt(made, variation.path.slice(0, -1)) === undefined)
    )
      continue
    // `null` in a URL is the text `null`, which is a string like any other.
    if (value === null && !session.api.judge.accepts(model.schema.pointer, null, 'request'))
      continue
    cases.push({
      draft: withParameter(base, model.in, model.name, value),
      contrast: {
        in: model.in,
        name: model.name,
        keyword: variation.keyword,
        pointer: variation.pointer,
        ordinary: isOrdinary(variation) && !bound && isFreeName(model.name),
        label: `\`${model.name}\` in ${model.in}: ${variation.label}`,
      },
      ...(model.in === 'path' ? { resource: 'guessed' as const } : {}),
      ...(variation.expected === 'invalid' ? { breaks: true as const } : {}),
    })
  }
  return cases
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined
}

/** Texts that no value stands for: given twice, empty, badly encoded, or with a line break in it. */
function textCases({ model }: ParameterPlan, base: RequestDraft): Case[] {
  const contrast = (label: string, keyword: string): Case['contrast'] => ({
    in: model.in,
    name: model.name,
    keyword,
    pointer: model.pointer,
    ordinary: false,
    label: `\`${model.name}\` in ${model.in} ${label}`,
  })
  const name = encodeURIComponent(model.name)
  if (model.in === 'query' && model.style === 'form') {
    const without = withParameter(base, 'query', model.name, undefined)
    const raw = (rawQuery: string): RequestDraft => ({ ...without, rawQuery })
    return [
      ...looseTexts(name, raw, contrast),
      { draft: raw(`${name}=1&${name}=2`), contrast: contrast('given twice', 'repeated') },
      { draft: raw(`${name}=`), contrast: contrast('empty', 'empty') },
      { draft: raw(name), contrast: contrast('without a value', 'empty') },
      {
        draft: raw(`${name}=%E0%A4%A`),
        contrast: contrast('badly encoded', 'encoding'),
        unusual: true,
      },
      { draft: raw(`${name}=%ff%fe`), contrast: contrast('not UTF-8', 'encoding'), unusual: true },
      {
        draft: raw(`${name}=%00`),
        contrast: contrast('with a null character', 'encoding'),
        unusual: true,
      },
      {
        draft: raw(`${name}=a%0d%0aX-Concordat-Injected:%20yes`),
        contrast: contrast('with a line break', 'injection'),
        unusual: true,
      },
      {
        draft: raw(`${name}[]=a&${name}[b]=c`),
        contrast: contrast('with brackets', 'encoding'),
        unusual: true,
      },
      {
        draft: raw(`${name}=${'9'.repeat(3000)}`),
        contrast: contrast('very long', 'length'),
        unusual: true,
      },
    ]
  }
  if (model.in === 'path') {
    const raw = (text: string): RequestDraft => ({ ...base, rawPath: { [model.name]: text } })
    const trial = (text: string, label: string): Case => ({
      draft: raw(text),
      contrast: contrast(label, 'encoding'),
      unusual: true,
      resource: 'guessed',
    })
    return [
      trial('%E0%A4%A', 'badly encoded'),
      trial('%zz', 'badly encoded'),
      trial('%00', 'a null character'),
      trial('..%2f..%2fetc%2fpasswd', 'a path'),
      trial('%F0%9F%99%82', 'an emoji'),
      trial("'%20OR%20'1'%3D'1", 'SQL syntax'),
      trial('a%0d%0aX-Concordat-Injected:%20yes', 'with a line break'),
      trial('9'.repeat(400), 'very long'),
      trial('-1', 'a negative number'),
      ...nearId(base.path[model.name]).map((text) => trial(text, 'a text beside a good one')),
      trial('__proto__', 'the name of a prototype'),
    ]
  }
  return []
}

/** Texts that loose parsers take for numbers and booleans. */
function looseTexts(
  name: string,
  raw: (query: string) => RequestDraft,
  contrast: (label: string, keyword: string) => Case['contrast'],
): Case[] {
  return ['0x10', 'yes', '1abc', '1,5'].map((text) => ({
    draft: raw(`${name}=${text}`),
    contrast: contrast(`is \`${text}\``, 'type'),
  }))
}

/** Texts beside an id that exists: longer by letters, in capitals and without, with a fraction. */
function nearId(id: JsonValue | undefined): string[] {
  if (typeof id !== 'string' && typeof id !== 'number') return []
  const text = String(id)
  const near = [
    `${text}abc`,
    ...(/^\d+$/.test(text) ? [`${text}.5`] : [text.toUpperCase(), text.toLowerCase()]),
  ]
  return near.filter((other) => other !== text).map(encodeURIComponent)
}
