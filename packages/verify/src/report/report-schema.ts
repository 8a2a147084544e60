import type { JsonObject } from '@concordat/core'

const text: JsonObject = { type: 'string' }
const count: JsonObject = { type: 'integer', minimum: 0 }

function closed(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  }
}

function list(items: JsonObject): JsonObject {
  return { type: 'array', items }
}

const body = closed({ text, base64: text, bytes: count, truncated: { type: 'boolean' } }, [
  'text',
  'base64',
])

const headers: JsonObject = list({
  type: 'array',
  prefixItems: [text, text],
  items: false,
  minItems: 2,
})

const exchange = closed(
  {
    request: closed({ method: text, url: text, headers, body }, ['body']),
    response: closed({ status: count, reason: text, headers, body }, ['body']),
    failure: text,
    milliseconds: { type: 'number', minimum: 0 },
  },
  ['response', 'failure'],
)

const finding = closed(
  {
    id: { type: 'string', pattern: '^[a-z]+(-[a-z0-9]+)*$' },
    title: text,
    severity: { enum: ['error', 'warning', 'info'] },
    message: text,
    operationId: text,
    operation: text,
    pointer: { type: 'string', description: 'JSON pointer into the bundled document.' },
    source: closed({
      file: text,
      line: { type: 'integer', minimum: 1 },
      column: { type: 'integer', minimum: 1 },
    }),
    excerpt: list(closed({ line: { type: 'integer', minimum: 1 }, text })),
    before: {
      ...list(closed({ exchange, curl: text }, ['curl'])),
      description: 'Requests that changed something before the exchange, in order.',
    },
    exchange,
    curl: text,
    evidence: { type: 'object' },
    guesses: {
      ...list(closed({ convention: text, name: text })),
      description: 'What it takes for granted by a name or by words.',
    },
    occurrences: { type: 'integer', minimum: 1 },
    fingerprint: { type: 'string', description: 'Stable over runs and seeds for the same cause.' },
    known: { type: 'boolean', description: 'The baseline knows it.' },
  },
  ['pointer', 'source', 'before', 'exchange', 'curl', 'evidence', 'guesses'],
)

const operation = closed(
  {
    operationId: text,
    method: text,
    path: text,
    verdict: { enum: ['verified', 'partly-verified', 'not-verified'] },
    excused: text,
    cases: list(
      closed({
        kind: {
          enum: [
            'examples',
            'valid',
            'generated',
            'invalid',
            'credentials',
            'callers',
            'methods',
            'stories',
          ],
        },
        planned: count,
        sound: count,
      }),
    ),
    missing: list(text),
    withheld: list(text),
    requests: count,
    successes: count,
    findings: count,
    responses: list(closed({ status: text, seen: count })),
    keywords: list(closed({ keyword: text, valid: count, invalid: count })),
  },
  ['excused', 'withheld'],
)

/** The JSON Schema (2020-12) of `concordat verify --format json`. */
export const reportSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Report of concordat verify',
  ...closed(
    {
      schemaVersion: { const: 1 },
      verdict: { enum: ['agrees', 'findings', 'incomplete', 'could-not-run'] },
      headline: text,
      failOn: { enum: ['error', 'warning', 'info', 'never'] },
      api: closed({
        name: text,
        title: text,
        version: text,
        location: text,
        digest: {
          ...text,
          description: "SHA-256 of the bundled document's JSON text: which version the run held.",
        },
      }),
      target: text,
      seed: { type: 'integer' },
      shard: {
        ...closed({
          index: { type: 'integer', minimum: 1 },
          count: { type: 'integer', minimum: 1 },
        }),
        description: 'Which part of a run this is; --merge joins them.',
      },
      startedAt: text,
      seconds: { type: 'number', minimum: 0 },
      requests: count,
      stopped: { enum: ['budget', 'max-requests', 'interrupted', 'unreachable'] },
      findings: list(finding),
      operations: list(operation),
      left: list(closed({ path: text, reason: text })),
      notes: list(text),
    },
    ['stopped', 'headline', 'shard'],
  ),
}
