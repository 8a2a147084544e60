/** The plugin as Redocly CLI loads it: rules of OpenAPI 3 documents, by id. */
export default function concordatPlugin(): {
  readonly id: string
  readonly rules: { readonly oas3: Readonly<Record<string, () => object>> }
}
