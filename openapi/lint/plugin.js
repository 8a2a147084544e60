import { contentExample } from './content-example.js'
import { contentSchema } from './content-schema.js'
import { headerProvenance } from './header-provenance.js'
import { operationProvenance } from './operation-provenance.js'
import { propertyDescription } from './property-description.js'
import { responseProvenance } from './response-provenance.js'
import { securitySchemeProvenance } from './security-scheme-provenance.js'

/** The lint rules of this project, for Redocly CLI. Each rule's id is the name of its file. */
export default function concordatPlugin() {
  return {
    id: 'concordat',
    rules: {
      oas3: {
        'content-example': contentExample,
        'content-schema': contentSchema,
        'header-provenance': headerProvenance,
        'operation-provenance': operationProvenance,
        'property-description': propertyDescription,
        'response-provenance': responseProvenance,
        'security-scheme-provenance': securitySchemeProvenance,
      },
    },
  }
}
