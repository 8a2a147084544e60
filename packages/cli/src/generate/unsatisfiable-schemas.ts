import { createRandom, type Finding, type JsonPointer, joinPointer } from '@concordat/core'
import {
  type ApiModel,
  type OperationModel,
  SchemaReader,
  SchemaStore,
  type SchemaUse,
} from '@concordat/model'
import { makeValue } from '@concordat/values'

/** Enough to meet a contradiction; a schema in which none shows by then is passed over. */
const bound = { size: 2000, steps: 2000 } as const

/** Tells of schemas that no value satisfies: no request can hold one, and no answer. Only what is proved is told. */
export function unsatisfiableSchemas(model: ApiModel): Finding[] {
  const store = new SchemaStore()
  const document = store.add('', model.document)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  const findings = new Map<string, Finding>()
  for (const pointer of schemaPlaces(model)) {
    const made = makeValue(reader.read({ document, pointer }), {
      random: createRandom(1, pointer),
      fullness: 'smallest',
      examples: false,
      bound,
    })
    if (made.kind !== 'unsatisfiable') continue
    const { message, places } = made.contradiction
    const [place] = places
    const at = place === undefined ? pointer : joinPointer(place.pointer, place.keyword)
    if (findings.has(at)) continue
    findings.set(at, {
      id: 'schema-unsatisfiable',
      severity: 'warning',
      message: `No value satisfies this schema: ${message} What needs such a value can be neither sent nor answered.`,
      pointer: at,
      fingerprint: `schema-unsatisfiable:${at}`,
    })
  }
  return [...findings.values()]
}

/** Where the schemas of a document stand that are more than a reference. */
function schemaPlaces({ schemas, operations, webhooks }: ApiModel): readonly JsonPointer[] {
  const uses = [...operations, ...webhooks].flatMap(usesOf)
  const own = uses.filter(({ schema }) => typeof schema === 'object' && schema.$ref === undefined)
  return [...schemas, ...own].map(({ pointer }) => pointer)
}

function usesOf({ parameters, requestBody, responses }: OperationModel): readonly SchemaUse[] {
  const content = [...(requestBody?.content ?? []), ...responses.flatMap((one) => one.content)]
  return [
    ...parameters.map(({ schema }) => schema),
    ...content.flatMap(({ schema }) => schema ?? []),
    ...responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)),
  ]
}
