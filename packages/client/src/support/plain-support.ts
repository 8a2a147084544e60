import type { BodySupport, CredentialSupport, ParameterSupport } from './run-time-support.ts'

// What every client carries. It knows the usual and no more; a generator hands a client the rest where the document
// needs it (`anyParameters`, `anyCredential`, `anyHeader`, `anyBodies`), so that nobody else pays for it.

/**
 * Leaves to openapi-fetch what it does right: single values in headers and queries, and arrays that a query repeats. In
 * a path no value may name another path: none that is missing or empty, and no `.` or `..`, which URL parsers resolve.
 */
export const plainParameters: ParameterSupport = (_operation, input) => ({
  params: { ...input, path: { ...input.path } },
  headers: {},
  pathSerializer: (url, values) =>
    url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const text = `${values[name] ?? ''}`
      if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name} is missing`)
      return encodeURIComponent(text)
    }),
})

/** Places tokens, and keys that stand in a header. */
export const plainCredential: CredentialSupport = (scheme, credential, { headers }) => {
  if (scheme.type === 'apiKey') headers[scheme.name] = `${credential}`
  else headers.Authorization = `Bearer ${credential}`
}

const essenceOf = (mediaType: string): string => mediaType.replace(/\s*;.*/, '').toLowerCase()

/** Writes JSON, and reads JSON and bytes. */
export const plainBodies: BodySupport = {
  encode(request, content, input) {
    request.headers['Content-Type'] = `${Object.keys(content)}`
    request.body = JSON.stringify(input.body)
  },
  pick: (keys, contentType) => keys.find((key) => essenceOf(key) === essenceOf(contentType)),
  decode: (bytes, { binary }, type) =>
    binary
      ? new Blob([bytes], { type })
      : JSON.parse(new TextDecoder(undefined, { fatal: true }).decode(bytes)),
}
