import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/**
 * Every body of a request or response has an example, written out in the document, and each of its
 * examples is valid by its schema, formats included.
 */
export const contentExample = () => {
  let validate = () => []

  const MediaType = (mediaType, { report, location, resolve }) => {
    const examples = writtenExamples(mediaType, location, resolve)
    if (examples.length === 0) {
      report({
        message: 'A body must have at least one example with a `value`.',
        location: location.key(),
      })
    }
    if (mediaType.schema === undefined) return
    const schema = location.child('schema')
    for (const example of examples) {
      for (const problem of validate(schema, example.value)) {
        report({
          message: `The example is not valid by its schema: ${problem}.`,
          location: example.location,
        })
      }
    }
  }

  return {
    Root: {
      enter(document) {
        validate = schemaValidator(document)
      },
    },
    RequestBody: { MediaType },
    Response: { MediaType },
  }
}

/** Lists the examples of a media type whose values stand in the document, each with its place. */
function writtenExamples(mediaType, location, resolve) {
  if (mediaType.example !== undefined) {
    return [{ value: mediaType.example, location: location.child('example') }]
  }
  return Object.entries(mediaType.examples ?? {}).flatMap(([name, given]) => {
    const here = location.child(['examples', name])
    const found = given?.$ref === undefined ? { node: given, location: here } : resolve(given)
    if (found.node?.value === undefined) return []
    return [{ value: found.node.value, location: found.location.child('value') }]
  })
}

/**
 * Makes a function that says what is wrong with a value by the schema at a place of the document. The
 * documents of this project are single files: a place is a pointer into the root.
 */
function schemaValidator(document) {
  // Keywords that JSON Schema does not know are the business of other rules.
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema(document, 'document')
  return (schema, value) => {
    const check = compile(ajv, schema)
    if (typeof check === 'string') return [check]
    if (check(value)) return []
    return (check.errors ?? []).map(
      (error) => `${error.instancePath || 'the value'} ${error.message ?? error.keyword}`,
    )
  }
}

/** Compiles the schema at a place of the document; answers why not, if it is broken. */
function compile(ajv, { pointer }) {
  try {
    return ajv.compile({ $ref: `document${fragment(pointer)}` })
  } catch (error) {
    return `the schema cannot be used, ${error instanceof Error ? error.message : error}`
  }
}

/** A JSON pointer as the fragment of a URI; `{` and `}` of path templates are not allowed there. */
function fragment(pointer) {
  return pointer.replace(/[{}]/g, encodeURIComponent)
}
