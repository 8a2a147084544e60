const values = ['documented', 'public', 'inferred']

/**
 * Reports a node that does not say who promises it (`x-provenance`) and where (`x-source`).
 *
 * @param {string} what The node in words, for the message.
 * @returns {(node: Record<string, unknown>, ctx: import('@redocly/openapi-core').UserContext) => void}
 */
export function requireProvenance(what) {
  return (node, { report, location }) => {
    const provenance = node['x-provenance']
    if (provenance === undefined) {
      report({
        message: `${what} must say who promises it: \`x-provenance\`, one of ${values.join(', ')}.`,
        location: location.key(),
      })
    } else if (typeof provenance !== 'string' || !values.includes(provenance)) {
      report({
        message: `\`x-provenance\` must be one of ${values.join(', ')}, not \`${provenance}\`.`,
        location: location.child('x-provenance'),
      })
    }
    const source = node['x-source']
    if (source === undefined) {
      report({
        message: `${what} must say where it is promised, or why it is assumed: \`x-source\`.`,
        location: location.key(),
      })
    } else if (typeof source !== 'string' || source.trim() === '') {
      report({
        message: '`x-source` must be a text that names a page or a reason.',
        location: location.child('x-source'),
      })
    }
  }
}
