/** Every property of a schema is described, by itself or by the schema that it refers to. */
export const propertyDescription = () => ({
  SchemaProperties: (properties, { report, location, resolve }) => {
    for (const [name, property] of Object.entries(properties)) {
      const { node } = property.$ref === undefined ? { node: property } : resolve(property)
      const description = property.description ?? node?.description
      if (typeof description === 'string' && description.trim() !== '') continue
      report({
        message: `The property \`${name}\` must have a description.`,
        location: location.child(name).key(),
      })
    }
  },
})
