import type { EncodingDescriptor, ParameterDescriptor } from '../descriptor.ts'
import { getOwn } from '../own-property.ts'
import { allStyles } from '../parameters/all-styles.ts'
import { encodeParameter } from '../parameters/encode-parameter.ts'
import { escapeUri } from '../parameters/escape.ts'
import { encodeForm } from '../parameters/styles/form.ts'
import { isComposite, membersOf } from '../parameters/value-text.ts'
import type { BodyEncoder } from './body-codec.ts'

/**
 * Writes forms in `application/x-www-form-urlencoded`: arrays are repeated and objects are JSON text, unless `encoding`
 * gives a property a style or a content type.
 * @see OpenAPI 3.1, 4.8.14.3 and 4.8.15
 */
export const urlencodedEncoder: BodyEncoder = {
  handles: ({ essence }) => essence === 'application/x-www-form-urlencoded',
  encode(value, descriptor, contentType) {
    if (!isComposite(value)) throw new TypeError(`A body in \`${contentType}\` is an object`)
    const pairs = membersOf(value).map(([name, member]) => {
      const parameter = formParameter(name, getOwn(descriptor.encoding, name))
      return parameter
        ? encodeParameter(parameter, member, allStyles)
        : encodeForm('', { [name]: member }, { explode: true, escapeText: escapeUri })
    })
    return { body: pairs.filter(Boolean).join('&'), contentType }
  },
}

/** A property with an `encoding` of its own is said as a query parameter would be. */
export function formParameter(
  name: string,
  encoding: EncodingDescriptor | undefined,
): ParameterDescriptor | undefined {
  if (!encoding) return undefined
  const { contentType, headers: _, ...style } = encoding
  if (Object.values(style).some((member) => member !== undefined)) {
    return { name, in: 'query', ...style }
  }
  return contentType === undefined ? undefined : { name, in: 'query', content: contentType }
}
