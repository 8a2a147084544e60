/** Every body of a request or response has a schema: a body without one promises nothing. */
export const contentSchema = () => {
  const MediaType = (mediaType, { report, location }) => {
    if (mediaType.schema !== undefined) return
    report({ message: 'A body must have a `schema`.', location: location.key() })
  }
  return { RequestBody: { MediaType }, Response: { MediaType } }
}
