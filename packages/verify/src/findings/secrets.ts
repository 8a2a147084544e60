import type { CredentialValue, Identity } from '../credentials/identity.ts'

/** Takes secrets out of texts. What a person needs to send the request again stays, as the name of a shell variable. */
export interface Secrets {
  /** Learns a credential; every text after this is without it. */
  add(identity: string, scheme: string, value: CredentialValue): void
  redact(text: string): string
  /** Learns the name of a header whose values nobody is to see. */
  hide(header: string, value: string): void
  /** A header's value as it may be shown. */
  redactHeader(name: string, value: string): string
  /** The tokens, keys and passwords themselves. */
  values(): readonly string[]
}

/** Knows no secret yet; those of identities are learnt from them. */
export function createSecrets(identities: readonly Identity[]): Secrets {
  const replacements = new Map<string, string>()
  let sorted: readonly (readonly [string, string])[] | undefined
  const put = (secret: string, placeholder: string): void => {
    if (secret === '' || replacements.has(secret)) return
    replacements.set(secret, placeholder)
    sorted = undefined
  }
  const plain: string[] = []
  const hidden = new Map<string, string>()
  const learn = (name: string, secret: string): void => {
    if (secret.length >= 8 && !plain.includes(secret)) plain.push(secret)
    put(secret, `\${${name}}`)
    put(encodeURIComponent(secret), `\${${name}}`)
    put(JSON.stringify(secret).slice(1, -1), `\${${name}}`)
    // The security phase sends it cut short: all but one character would give it away.
    if (secret.length > 1) put(secret.slice(0, -1), `\${${name}%?}`)
  }
  const secrets: Secrets = {
    add(identity, scheme, value) {
      const prefix = identity === 'default' ? '' : `${identity}_`
      const name = variableName(`${prefix}${scheme}`)
      if (typeof value === 'string') {
        learn(name, value)
        return
      }
      learn(`${name}_PASSWORD`, value.password)
      const pair = `${value.username}:${value.password}`
      put(Buffer.from(pair, 'utf8').toString('base64'), `\${${name}_BASE64}`)
      put(pair, `${value.username}:\${${name}_PASSWORD}`)
    },
    values: () => plain,
    hide(header, value) {
      hidden.set(header.toLowerCase(), value)
      if (/^(proxy-)?authorization$|^cookie$/i.test(header)) learn(variableName(header), value)
    },
    redactHeader(name, value) {
      const own = hidden.get(name.toLowerCase())
      return own !== undefined && own === value
        ? `\${${variableName(name)}}`
        : secrets.redact(value)
    },
    redact(text) {
      sorted ??= [...replacements].sort(([left], [right]) => right.length - left.length)
      let result = text
      for (const [secret, placeholder] of sorted) result = replace(result, secret, placeholder)
      return result
    },
  }
  for (const { name, credentials } of identities) {
    for (const [scheme, value] of credentials) secrets.add(name, scheme, value)
  }
  return secrets
}

function variableName(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
}

/** Secrets that are shorter are taken out only where they stand alone: they would tear holes into every word. */
const shortest = 4

function replace(text: string, secret: string, placeholder: string): string {
  if (secret.length >= shortest) return text.replaceAll(secret, placeholder)
  const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const alone = new RegExp(`(?<![\\p{L}\\p{N}_$\{])${escaped}(?![\\p{L}\\p{N}_}])`, 'gu')
  return text.replace(alone, () => placeholder)
}

const sensitiveMember =
  /("(?:[a-z_]*(?:access|refresh|id|session)_?token|password|passwd|client_?secret|secret|private_?key|token)"\s*:\s*")((?:[^"\\]|\\.)*)(")/gi

/** Takes out what a body calls a secret itself. */
export function redactMembers(text: string): string {
  return text.replace(sensitiveMember, (_, before: string, value: string, after: string) =>
    value === '' || value.startsWith('${')
      ? `${before}${value}${after}`
      : `${before}[redacted]${after}`,
  )
}
