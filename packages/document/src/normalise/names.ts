import { type Draft, isDraft, own } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

const COMPONENT_NAME = /^[A-Za-z0-9._-]+$/
/** @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 | RFC 9110, section 8.3.1}; `*` for ranges */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;.*)?$/

/**
 * Reports names of components that other tools refuse; they are kept as they are.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#fixed-fields-5 | Components Object}
 */
export function reportComponentNames(components: Draft, context: ObjectContext) {
  for (const [section, members] of Object.entries(components)) {
    if (section.startsWith('x-') || !isDraft(members)) continue
    for (const name of Object.keys(members)) {
      if (COMPONENT_NAME.test(name)) continue
      context.report(
        'component-name-invalid',
        `\`${name}\` is no name for a component: OpenAPI allows letters, digits, \`.\`, \`_\` and \`-\`.`,
        section,
        name,
      )
    }
  }
}

/** Reports keys of `content` that are no media types; they are kept as they are. */
export function reportMediaTypes(owner: Draft, context: ObjectContext) {
  const content = own(owner, 'content')
  for (const name of isDraft(content) ? Object.keys(content) : []) {
    if (MEDIA_TYPE.test(name)) continue
    context.report(
      'media-type-invalid',
      `\`${name}\` is no media type: expected a type and a subtype, such as \`application/json\`.`,
      'content',
      name,
    )
  }
}
