import { requireProvenance } from './require-provenance.js'

const saysWho = requireProvenance('A header')

/** Every response header says who promises it, and where; one that nobody promised is not `required`. */
export const headerProvenance = () => ({
  /**
   * @param {Record<string, unknown>} header
   * @param {import('@redocly/openapi-core').UserContext} ctx
   */
  Header(header, ctx) {
    saysWho(header, ctx)
    if (header.required === true && header['x-provenance'] === 'inferred') {
      ctx.report({
        message: 'A header that is inferred must not be `required`: real servers leave it out.',
        location: ctx.location.child('required'),
      })
    }
  },
})
