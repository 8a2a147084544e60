import { encodeParameters, type StyleEncoders } from '@concordat/wire'
import type { ParameterSupport } from './run-time-support.ts'

/**
 * Parameters of every shape and place; `styles` holds the encoders of those styles beside `simple` and `form` that the
 * document uses.
 */
export function anyParameters(styles?: StyleEncoders): ParameterSupport {
  return (operation, input) => {
    const { path, query, headers, cookies } = encodeParameters(operation, input, styles)
    const given = input.query ?? {}
    return {
      params: { path: { ...input.path }, query: input.query },
      headers: {
        ...Object.fromEntries(headers),
        ...(cookies.length > 0 && { Cookie: cookies.join('; ') }),
      },
      pathSerializer: (url) => url.slice(0, -operation.path.length) + path,
      querySerializer: (values) => {
        // What the caller did not give is a credential, and stands for a parameter of its name.
        const added = Object.entries(values).filter(([name, value]) => given[name] !== value)
        const names = added.map(([name]) => `${encodeURIComponent(name)}=`)
        const kept = query.filter((pair) => !names.some((name) => pair.startsWith(name)))
        const pairs = added.map(([name, value]) =>
          [name, String(value)].map(encodeURIComponent).join('='),
        )
        return [...kept, ...pairs].join('&')
      },
    }
  }
}
