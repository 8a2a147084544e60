import type { ObjectContext } from '../bundle/bundle.ts'
import { type Draft, isDraft, own, setMember } from '../bundle/draft.ts'

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
  const mapping: Draft = {}
  const mapped = new Set<string>()
  for (const [value, target] of Object.entries(own(written, 'mapping') ?? {})) {
    const reference = typeof target === 'string' ? context.reference(target) : undefined
    if (reference === undefined) {
      context.report(
        'discriminator-mapping-unresolved',
        `The mapping of \`${value}\` to \`${String(target)}\` names no schema; it is left out.`,
        'discriminator',
      )
      continue
    }
    setMember(mapping, value, reference)
    mapped.add(reference)
  }
  for (const reference of memberReferences(draft)) {
    const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1]
    if (name === undefined || mapped.has(reference) || Object.hasOwn(mapping, name)) continue
    setMember(mapping, name.replaceAll('~1', '/').replaceAll('~0', '~'), reference)
  }
  draft.discriminator =
    Object.keys(mapping).length > 0 ? { ...written, mapping } : withoutMapping(written)
}

function withoutMapping(discriminator: Draft): Draft {
  const { mapping: _none, ...rest } = discriminator
  return rest
}

function memberReferences(draft: Draft): string[] {
  return [own(draft, 'oneOf'), own(draft, 'anyOf')]
    .flatMap((members) => (Array.isArray(members) ? members : []))
    .map((member: unknown) => own(member, '$ref'))
    .filter((ref) => typeof ref === 'string')
}
