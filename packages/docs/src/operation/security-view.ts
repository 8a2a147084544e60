import type { SecurityRequirementModel, SecuritySchemeKind } from '@concordat/model'
import { type Content, type Html, html, joined } from '../html/html.ts'
import type { OperationPlace } from './operation-place.ts'

/** Which credentials an operation needs: alternatives, each of one or more schemes. */
export function securityView(
  requirements: readonly SecurityRequirementModel[],
  place: Pick<OperationPlace, 'plan' | 'hrefOfSecurity'>,
): Html {
  if (requirements.length === 0) return html`none`
  return html`${joined(
    requirements.map((schemes) => {
      if (schemes.length === 0) return html`none`
      return html`${joined(
        schemes.map(({ scheme, scopes }) => {
          const found = place.plan.model.securitySchemes.find(({ name }) => name === scheme)
          return html`<a href="${place.hrefOfSecurity(scheme)}">${scheme}</a>${found && html` <small>${schemeWords(found.scheme)}</small>`}${
            scopes.length > 0 &&
            html` with ${joined(
              scopes.map((scope) => html`<code>${scope}</code>`),
              ', ',
            )}`
          }`
        }),
        ' and ',
      )}`
    }),
    html`<br>or `,
  )}`
}

/** What a credential is and where it is sent, as a few words. */
export function schemeWords(scheme: SecuritySchemeKind): Content {
  switch (scheme.type) {
    case 'http':
      return html`HTTP ${scheme.scheme} in <code>Authorization</code>${scheme.bearerFormat !== undefined && html` (${scheme.bearerFormat})`}`
    case 'apiKey':
      return html`key in ${scheme.in} <code>${scheme.name}</code>`
    case 'oauth2':
      return html`OAuth 2, ${Object.keys(scheme.flows).map(flowWords).join(' or ')}`
    case 'openIdConnect':
      return 'OpenID Connect'
    case 'mutualTLS':
      return 'a client certificate'
  }
}

/** A flow of OAuth 2 in words: `clientCredentials` as "client credentials". */
export function flowWords(flow: string): string {
  return flow.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
