/**
 * The documented media type or range that covers a `Content-Type` most closely: the same type with the same parameters,
 * without parameters, `type/*`, and last the range of everything. `charset` never decides; `version=2` is not
 * `version=1`, but a type without parameters is taken for one that the document knows only with.
 *
 * @see OpenAPI 3.1, 4.8.14: "When a request matches multiple keys, only the most specific key is applicable."
 */
export function pickMediaType(keys: readonly string[], contentType: string): string | undefined {
  const given = oneSpelling(contentType)
  const essence = given.replace(/;.*/, '')
  const suffixed = essence.replace(/\/.*\+/, '/*+')
  const wanted = [given, essence, suffixed, essence.replace(/\/.*/, '/*'), '*/*']
  const found = wanted.map((one) => keys.find((key) => oneSpelling(key) === one)).find(Boolean)
  return found ?? keys.find((key) => given === essence && oneSpelling(key).startsWith(`${given};`))
}

const oneSpelling = (text: string): string =>
  text.toLowerCase().replace(/;\s*charset=[^;]*|[\s"]/g, '')
