import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import concordatPlugin from './plugin.js'
import { type LintProblem, runLint } from './run-lint.ts'

interface Case {
  readonly rule: string
  readonly name: string
  /** Where the accepted document is broken. */
  readonly at: readonly string[]
  /** What is put there; nothing takes away what was there. */
  readonly put?: unknown
  /** Where the problem must be reported. */
  readonly reported: string
}

const post = ['paths', '/notes', 'post']
const ok = [...post, 'responses', '200']
const request = [...post, 'requestBody', 'content', 'application/json']
const response = [...ok, 'content', 'application/json']
const header = [...ok, 'headers', 'X-Note-Count']
const token = ['components', 'securitySchemes', 'token']
const text = ['components', 'schemas', 'Note', 'properties', 'text']

const provenance = (rule: string, at: readonly string[]): Case[] => [
  { rule, name: 'no x-provenance', at: [...at, 'x-provenance'], reported: pointer(at) },
  { rule, name: 'no x-source', at: [...at, 'x-source'], reported: pointer(at) },
  {
    rule,
    name: 'a provenance of its own',
    at: [...at, 'x-provenance'],
    put: 'guessed',
    reported: pointer([...at, 'x-provenance']),
  },
  {
    rule,
    name: 'an empty source',
    at: [...at, 'x-source'],
    put: ' ',
    reported: pointer([...at, 'x-source']),
  },
]

const cases: Case[] = [
  ...provenance('operation-provenance', post),
  ...provenance('response-provenance', ok),
  ...provenance('header-provenance', header),
  ...provenance('security-scheme-provenance', token),
  {
    rule: 'header-provenance',
    name: 'a required header that nobody promised',
    at: header,
    put: {
      description: 'The number of notes.',
      required: true,
      'x-provenance': 'inferred',
      'x-source': 'HTTP',
      schema: { type: 'integer' },
      example: 1,
    },
    reported: pointer([...header, 'required']),
  },
  {
    rule: 'content-schema',
    name: 'a request body without a schema',
    at: [...request, 'schema'],
    reported: pointer(request),
  },
  {
    rule: 'content-schema',
    name: 'a response body without a schema',
    at: [...response, 'schema'],
    reported: pointer(response),
  },
  {
    rule: 'content-example',
    name: 'a request body without an example',
    at: [...request, 'example'],
    reported: pointer(request),
  },
  {
    rule: 'content-example',
    name: 'a response body without an example',
    at: [...response, 'examples'],
    reported: pointer(response),
  },
  {
    rule: 'content-example',
    name: 'an example that stands elsewhere',
    at: [...response, 'examples', 'milk'],
    put: { externalValue: 'https://notes.test/milk.json' },
    reported: pointer(response),
  },
  {
    rule: 'content-example',
    name: 'an example of the wrong type',
    at: [...request, 'example', 'text'],
    put: 1,
    reported: pointer([...request, 'example']),
  },
  {
    rule: 'content-example',
    name: 'an example that breaks a format',
    at: [...request, 'example', 'due'],
    put: '2026-02-30',
    reported: pointer([...request, 'example']),
  },
  {
    rule: 'content-example',
    name: 'a shared example that lacks a property',
    at: ['components', 'examples', 'Milk', 'value', 'text'],
    reported: '/components/examples/Milk/value',
  },
  {
    rule: 'content-example',
    name: 'a schema that is none',
    at: ['components', 'schemas', 'Note', 'properties', 'text', 'type'],
    put: 'text',
    reported: pointer([...request, 'example']),
  },
  {
    rule: 'property-description',
    name: 'a property without a description',
    at: [...text, 'description'],
    reported: pointer(text),
  },
  {
    rule: 'property-description',
    name: 'a property that refers to a schema without a description',
    at: ['components', 'schemas', 'Day', 'description'],
    reported: '/components/schemas/Note/properties/due',
  },
]

const accepted = readFileSync(new URL('accepted.yaml', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'concordat-lint-'))
const root = fileURLToPath(new URL('../..', import.meta.url))
let problems: readonly (readonly LintProblem[])[] = []

/** Lints the accepted document and, after it, every broken one, as `npx redocly lint` does. */
beforeAll(() => {
  const files = [accepted, ...cases.map(broken)].map((content, index) => {
    const file = join(folder, `${index}.yaml`)
    writeFileSync(file, content)
    return file
  })
  problems = runLint(files)
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

it('accepts a document that says all that it should', () => {
  expect(problems).toHaveLength(cases.length + 1)
  expect(problems[0]).toEqual([])
})

describe.each([...new Set(cases.map(({ rule }) => rule))])('%s', (rule) => {
  it.each(
    cases.flatMap((given, index) =>
      given.rule === rule ? [[given.name, given, index + 1] as const] : [],
    ),
  )('refuses %s', (_, given, index) => {
    const found = problems[index]!.filter(({ ruleId }) => ruleId === `concordat/${rule}`)
    expect(found.map(({ location }) => location[0]?.pointer)).toContain(`#${given.reported}`)
  })
})

describe('the plugin', () => {
  const { rules } = concordatPlugin()

  it('has a refused document for each of its rules', () => {
    const tested = new Set(cases.map(({ rule }) => rule))
    expect([...tested].toSorted()).toEqual(Object.keys(rules.oas3).toSorted())
  })

  it('keeps each rule in a file of its name', () => {
    const files = readdirSync(new URL('.', import.meta.url))
    expect(files).toEqual(
      expect.arrayContaining(Object.keys(rules.oas3).map((rule) => `${rule}.js`)),
    )
  })

  it('has each of its rules switched on, as an error', () => {
    const config = parseDocument(readFileSync(join(root, 'redocly.yaml'), 'utf8'))
    for (const rule of Object.keys(rules.oas3)) {
      expect(config.getIn(['rules', `concordat/${rule}`]), rule).toBe('error')
    }
  })
})

function broken({ at, put }: Case): string {
  const document = parseDocument(accepted)
  if (put === undefined) document.deleteIn(at)
  else document.setIn(at, put)
  return document.toString()
}

function pointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
