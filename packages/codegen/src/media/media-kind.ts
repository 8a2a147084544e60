/** What a body of a media type is made of. `range` may be anything; a range of images is bytes. */
export type MediaKind =
  | 'json'
  | 'sequence'
  | 'xml'
  | 'urlencoded'
  | 'multipart'
  | 'text'
  | 'range'
  | 'binary'

const sequences = new Set(
  'json-seq ndjson x-ndjson jsonl x-jsonlines json-lines jsonlines'
    .split(' ')
    .map((name) => `application/${name}`),
)

/** Tells what a body of a media type is made of; parameters do not count. @see RFC 9110, section 8.3.1 */
export function mediaKind(mediaType: string): MediaKind {
  const essence = mediaType.split(';', 1).join('').trim().toLowerCase()
  if (/^(?:audio|font|image|model|video)\/\*$/.test(essence)) return 'binary'
  if (essence.endsWith('/*')) return 'range'
  if (essence === 'text/event-stream' || sequences.has(essence) || essence.endsWith('+json-seq'))
    return 'sequence'
  if (/^(?:application|text)\/json$|\+json$/.test(essence)) return 'json'
  if (/^(?:application|text)\/xml$|\+xml$/.test(essence)) return 'xml'
  if (essence === 'application/x-www-form-urlencoded') return 'urlencoded'
  if (essence.startsWith('multipart/')) return 'multipart'
  return essence.startsWith('text/') || isText(essence) ? 'text' : 'binary'
}

/** Media types of `application` that are text, by what was registered for them. */
const texts =
  /^application\/(?:(?:x-)?(?:yaml|toml|sh|tex|latex|pem-file)|(?:x-)?(?:java|ecma)script|graphql|sql|jwt|jose|n-triples|n-quads|trig|sparql-query|pgp-keys|xml-dtd|node)$|\+(?:yaml|jwt|sd-jwt)$/

function isText(essence: string): boolean {
  return texts.test(essence)
}
