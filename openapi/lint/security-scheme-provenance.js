import { requireProvenance } from './require-provenance.js'

/** Every security scheme says who promises it, and where. */
export const securitySchemeProvenance = () => ({
  SecurityScheme: requireProvenance('A security scheme'),
})
