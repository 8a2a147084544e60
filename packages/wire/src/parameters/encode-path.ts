import type { ParameterDescriptor } from '../descriptor.ts'
import { getOwn } from '../own-property.ts'
import { encodeParameter, type StyleEncoders } from './encode-parameter.ts'

/**
 * Fills a path template.
 *
 * @throws TypeError for a value that is missing, or that would name another path: an empty text, or a segment
 * that becomes `.` or `..`, which every URL parser resolves away.
 *
 * @example
 * ```ts
 * import { encodePath } from '@concordat/wire'
 * encodePath('/user/{id}', [{ name: 'id', in: 'path', required: true }], { id: 'a/b' }) // '/user/a%2Fb'
 * ```
 */
export function encodePath(
  template: string,
  parameters: readonly ParameterDescriptor[],
  values: Readonly<Record<string, unknown>>,
  styles?: StyleEncoders,
): string {
  return fillPath(template, (name) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)
    const value = getOwn(values, name) ?? undefined
    return encodeParameter(parameter ?? { name, in: 'path' }, value, styles)
  })
}

/** Fills a path template with texts that are percent-encoded already. @throws TypeError as {@link encodePath} does. */
export function fillPath(template: string, textOf: (name: string) => string | undefined): string {
  const path = template.replace(
    /\{([^{}]+)\}([.!~*'()_-]+(?=\{))?/g,
    (_, name: string, between = '') => {
      const text = textOf(name)
      if (!text) throw new TypeError(`The path parameter \`${name}\` is missing or empty`)
      // What separates two variables of a segment may not stand in the first of them.
      const escaped = text.replace(/[.!~*'()_-]/g, (mark) =>
        between.includes(mark) ? `%${mark.charCodeAt(0).toString(16)}` : mark,
      )
      return escaped + between
    },
  )
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(path)) throw new TypeError(`\`${path}\` would name another path`)
  return path
}
