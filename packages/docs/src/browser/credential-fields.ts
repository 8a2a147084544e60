import { clientCredentials } from '@concordat/client'
import type { Credential, SecurityRequirement, SecuritySchemeDescriptor } from '@concordat/wire'
import { type PreparedCall, tokenText } from '../samples/request-of.ts'
import { element } from './element.ts'

type Schemes = Readonly<Record<string, SecuritySchemeDescriptor>>

/** Fields for credentials. What is entered is kept in these fields only, for as long as the page is open. */
export class CredentialFields {
  readonly element = element('fieldset', { class: 'credentials' })
  readonly #schemes: Schemes
  readonly #inputs = new Map<string, HTMLInputElement>()
  #shown: readonly string[] = []

  constructor(schemes: Schemes) {
    this.#schemes = schemes
  }

  /** Shows the fields of an operation's schemes; what was entered before stays. */
  show(requirements: readonly SecurityRequirement[]): void {
    this.#shown = [...new Set(requirements.flatMap((one) => Object.keys(one)))]
    const rows = this.#shown.flatMap((name) => {
      const scheme = this.#schemes[name]
      return scheme ? partsOf(scheme).map((part) => this.#row(name, part)) : []
    })
    this.element.replaceChildren(element('legend', {}, 'Credentials'), ...rows)
    this.element.hidden = rows.length === 0
  }

  #row(name: string, part: string): HTMLElement {
    const key = `${name} ${part}`
    const input =
      this.#inputs.get(key) ??
      element('input', {
        type: isSecret(part) ? 'password' : 'text',
        id: `credential-${key.replaceAll(/\W+/g, '-')}`,
        autocomplete: 'off',
        spellcheck: 'false',
      })
    this.#inputs.set(key, input)
    return element(
      'p',
      { class: 'field' },
      element('label', { for: input.id }, part === 'value' ? name : `${name}: ${part}`),
      input,
    )
  }

  #text(name: string, part: string): string {
    return this.#inputs.get(`${name} ${part}`)?.value ?? ''
  }

  /** Credentials as the client takes them; schemes without any are left out. */
  forClient(): Readonly<Record<string, unknown>> {
    const entries = this.#shown.flatMap((name): [string, unknown][] => {
      const scheme = this.#schemes[name]
      if (!scheme) return []
      if (hasTokenUrl(scheme)) {
        const clientId = this.#text(name, 'client id')
        const token = this.#text(name, 'or a token')
        if (token !== '') return [[name, token]]
        return clientId === ''
          ? []
          : [
              [
                name,
                clientCredentials({ clientId, clientSecret: this.#text(name, 'client secret') }),
              ],
            ]
      }
      if (isBasic(scheme)) {
        const username = this.#text(name, 'user name')
        return username === '' ? [] : [[name, { username, password: this.#text(name, 'password') }]]
      }
      const value = this.#text(name, 'value')
      return value === '' ? [] : [[name, value]]
    })
    return Object.fromEntries(entries)
  }

  /** The same for samples, in which no secret stands: names say what belongs there. */
  forSamples(baseUrl: string): Pick<PreparedCall, 'auth' | 'token' | 'basic'> {
    const given = this.forClient()
    const auth: Record<string, Credential | true> = {}
    let rest: Pick<PreparedCall, 'token' | 'basic'> = {}
    for (const name of Object.keys(given)) {
      const scheme = this.#schemes[name]
      const url = scheme && tokenUrlOf(scheme)
      if (scheme && isBasic(scheme)) {
        const basic = { username: 'YOUR_USERNAME', password: 'YOUR_PASSWORD' }
        auth[name] = basic
        rest = { ...rest, basic }
      } else if (url !== undefined && typeof given[name] !== 'string') {
        const [clientId, clientSecret] = ['YOUR_CLIENT_ID', 'YOUR_CLIENT_SECRET'] as const
        const body = String(
          new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: clientId,
            client_secret: clientSecret,
          }),
        )
        auth[name] = tokenText
        const address = URL.canParse(url) ? url : `${baseUrl}/${url.replace(/^\//, '')}`
        rest = { ...rest, token: { url: address, body, clientId, clientSecret, scheme: name } }
      } else {
        auth[name] = `YOUR_${name
          .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
          .replaceAll(/\W+/g, '_')
          .toUpperCase()}`
      }
    }
    return { auth, ...rest }
  }
}

function partsOf(scheme: SecuritySchemeDescriptor): readonly string[] {
  if (scheme.type === 'mutualTLS') return []
  if (hasTokenUrl(scheme)) return ['client id', 'client secret', 'or a token']
  return isBasic(scheme) ? ['user name', 'password'] : ['value']
}

function isSecret(part: string): boolean {
  return part !== 'client id' && part !== 'user name'
}

function isBasic(scheme: SecuritySchemeDescriptor): boolean {
  return scheme.type === 'http' && scheme.scheme === 'basic'
}

function tokenUrlOf(scheme: SecuritySchemeDescriptor): string | undefined {
  return scheme.type === 'oauth2' ? scheme.flows.clientCredentials?.tokenUrl : undefined
}

function hasTokenUrl(scheme: SecuritySchemeDescriptor): boolean {
  return tokenUrlOf(scheme) !== undefined
}
