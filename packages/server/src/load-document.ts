/**
 * Loads the document of a definition: a value, JSON text, or a function that gives or promises one of them, such as
 * `() => import('./openapi.json', { with: { type: 'json' } })`.
 */
export async function loadDocument(document: unknown): Promise<unknown> {
  const loaded: unknown = typeof document === 'function' ? await document() : await document
  if (typeof loaded === 'string') return JSON.parse(loaded)
  const isModule = typeof loaded === 'object' && loaded !== null && 'default' in loaded
  return isModule && !('openapi' in loaded) ? loaded.default : loaded
}
