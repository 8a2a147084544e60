import type { ParameterDescriptor, Style } from '../descriptor.ts'
import {
  type Escape,
  escapeCookie,
  escapeReserved,
  escapeReservedItem,
  escapeUri,
} from './escape.ts'
import { encodeForm } from './styles/form.ts'
import { encodeSimple } from './styles/simple.ts'
import { isComposite, membersOf, textOf } from './value-text.ts'

/** Writes a value in one style, with the parameter's name where the style shows it. */
export type StyleEncoder = (
  name: string,
  value: unknown,
  explode: boolean,
  escapeText: Escape,
) => string

/** Encoders of the styles that are not built in, so that a client carries only those its API uses. */
export type StyleEncoders = { readonly [Name in Exclude<Style, 'simple' | 'form'>]?: StyleEncoder }

/** Writes one parameter; {@link encodeParameter} does it for all of them. */
export type ParameterEncoder = (
  parameter: ParameterDescriptor,
  value: unknown,
  styles?: StyleEncoders,
) => string | undefined

const escapeOf = (parameter: ParameterDescriptor, list: boolean): Escape => {
  if (parameter.in === 'cookie') return escapeCookie
  if (parameter.in !== 'header') {
    return parameter.in === 'query' && parameter.allowReserved
      ? list
        ? escapeReservedItem
        : escapeReserved
      : escapeUri
  }
  return (text) => {
    // A header has no escapes: a comma inside an item would be read as two items.
    if (list && text.includes(',')) {
      throw new TypeError(`\`${text}\` cannot be sent in the header \`${parameter.name}\``)
    }
    return text
  }
}

/**
 * Writes one parameter as it stands on the wire: a path segment's text, `name=value` pairs of a query or a cookie
 * header, a header's value.
 *
 * Left out (`undefined`): `undefined`, and an array or object without members. `null` is the text `null`.
 *
 * @throws TypeError for a value that cannot be written in this place, or a style that is not among `styles`.
 * @throws URIError for a lone surrogate.
 *
 * @example
 * ```ts
 * import { encodeParameter } from '@concordat/wire'
 * encodeParameter({ name: 'tag', in: 'query' }, ['a', 'b']) // 'tag=a&tag=b'
 * encodeParameter({ name: 'tag', in: 'query', explode: false }, ['a', 'b']) // 'tag=a,b'
 * ```
 */
export function encodeParameter(
  parameter: ParameterDescriptor,
  value: unknown,
  styles: StyleEncoders = {},
): string | undefined {
  const { name, content } = parameter
  const named = parameter.in === 'query' || parameter.in === 'cookie'
  const style = parameter.style ?? (named ? 'form' : 'simple')
  const explode = parameter.explode ?? style === 'form'
  if (value === undefined) return undefined
  if (content) {
    const text = /json/.test(content) ? jsonText(value, parameter.in) : textOf(value)
    const escapeText = escapeOf(parameter, false)
    return named
      ? encodeForm(name, text, { explode: false, escapeText })
      : encodeSimple(text, false, escapeText)
  }
  if (isComposite(value) && membersOf(value).length === 0) return undefined
  const escapeText = escapeOf(parameter, isComposite(value) && !(explode && named))
  if (style === 'simple') return encodeSimple(value, explode, escapeText)
  if (style === 'form') {
    return encodeForm(name, value, {
      explode,
      escapeText,
      separator: parameter.in === 'cookie' ? '; ' : '&',
    })
  }
  const encode = styles[style]
  if (!encode) throw new TypeError(`The style \`${style}\` of \`${name}\` needs its encoder`)
  return encode(name, value, explode, escapeText)
}

/** JSON that may stand where the parameter stands: a header takes ASCII only. */
function jsonText(value: unknown, location: ParameterDescriptor['in']): string {
  const text = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`${String(value)} cannot be sent as JSON`)
  return location === 'header'
    ? text.replace(
        /[^\x20-\x7E]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : text
}
