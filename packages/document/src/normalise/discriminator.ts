import { splitPointer } from '@concordat/core'
import { shown, splitReference } from '@concordat/model'
import { type Draft, isDraft, own, setMember } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

/**
 * Writes every mapping of a discriminator as a reference into this document, and the implicit names of `oneOf` and
 * `anyOf` members beside the explicit ones. Validity does not change: a discriminator is a hint.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#discriminator-object | Discriminator Object}
 */
export function normaliseDiscriminator(draft: Draft, context: ObjectContext) {
  const written = own(draft, 'discriminator')
  if (written === undefined) return
  if (!isDraft(written) || typeof own(written, 'propertyName') !== 'string') {
    context.report(
      'discriminator-malformed',
      'A discriminator is an object with a `propertyName`; this one is left out.',
      'discriminator',
    )
    delete draft.discriminator
    return
  }
  if (Object.hasOwn(written, 'defaultMapping')) {
    normaliseDefaultMapping(draft, written, context)
    if (!Object.hasOwn(draft, 'discriminator')) return
  }
  const mapping = explicitMapping(written, context)
  const mapped = new Set(Object.values(mapping))
  for (const { name, reference } of implicitNames(draft, context.raw)) {
    if (!mapped.has(reference) && !Object.hasOwn(mapping, name)) setMember(mapping, name, reference)
  }
  const { mapping: _replaced, ...rest } = written
  draft.discriminator = Object.keys(mapping).length > 0 ? { ...rest, mapping } : rest
}

/**
 * A value that no mapping names is one of the default's: the alternatives are no longer told apart by their names alone,
 * so that each may be tried.
 * @see {@link https://spec.openapis.org/oas/v3.2.0#discriminator-object | OpenAPI 3.2, Discriminator Object}
 */
function normaliseDefaultMapping(draft: Draft, written: Draft, context: ObjectContext) {
  const alternatives = own(draft, 'oneOf')
  delete written.defaultMapping
  if (!Array.isArray(alternatives) || Object.hasOwn(draft, 'anyOf')) return
  context.report(
    'document-feature-unsupported',
    '`defaultMapping` lets a value be the default alternative, whatever it names; it was read as `anyOf`, by which a value is any alternative that takes it.',
    'discriminator',
    'defaultMapping',
  )
  delete draft.oneOf
  delete draft.discriminator
  draft.anyOf = alternatives
}

function explicitMapping(written: Draft, context: ObjectContext): Draft {
  const mapping: Draft = {}
  const targets = own(written, 'mapping')
  for (const [value, target] of Object.entries(isDraft(targets) ? targets : {})) {
    const reference = typeof target === 'string' ? context.mappedReference(target) : undefined
    if (reference !== undefined) {
      setMember(mapping, value, reference)
      continue
    }
    context.report(
      'discriminator-mapping-unresolved',
      `The mapping of \`${value}\` to \`${shown(target)}\` names no schema; it is left out.`,
      'discriminator',
      'mapping',
      value,
    )
  }
  return mapping
}

/** Members that are references, with the name that their author gave the target. */
function* implicitNames(draft: Draft, raw: object) {
  for (const keyword of ['oneOf', 'anyOf']) {
    const members = own(draft, keyword)
    const rawMembers = own(raw, keyword)
    if (!Array.isArray(members) || !Array.isArray(rawMembers)) continue
    for (const [index, member] of members.entries()) {
      const reference = own(member, '$ref')
      const rawReference = own(rawMembers[index], '$ref')
      if (typeof reference !== 'string' || typeof rawReference !== 'string') continue
      yield { name: schemaName(rawReference), reference }
    }
  }
}

/** `#/components/schemas/Dog` and `./Dog.yaml` both mean `Dog`. */
function schemaName(ref: string): string {
  const { uri, fragment } = splitReference(ref)
  const token = fragment.startsWith('/') ? splitPointer(fragment).at(-1) : fragment
  return token || uri.replace(/^.*\//, '').replace(/\.(?:json|ya?ml)$/i, '')
}
