import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const mostParameters = 4
const mostLines = 60

/** Functions that are longer than they may be, with their lines: a list that only becomes shorter. */
const longFunctions: Readonly<Record<string, number>> = {
  'cli/src/commands/verify.ts verifyCommand': 83,
  'client/src/call-operation.ts callOperation': 77,
  'client/src/read-response.ts readResponse': 72,
  'codegen/src/client/emit-client.ts clientModule': 67,
  'codegen/src/server/emit-server.ts serverModule': 68,
  'docs/src/browser/search-dialog.ts addSearch': 90,
  'record/src/recorder/create-recorder.ts createRecorder': 87,
  'reference/src/reference-app.ts createReferenceAppOver': 65,
  'reference/src/testing/postgres-cluster.ts startPostgresCluster': 73,
  'reference/src/testing/sample-requests.ts iproyalSamples': 96,
  'verify/src/client/staged-answers.ts documentedAnswer': 63,
  'verify/src/client/staged-answers.ts unexpectedAnswers': 71,
  'verify/src/engine/case-ledger.ts createCaseLedger': 61,
  'verify/src/engine/gate.ts createGate': 66,
  'verify/src/engine/guard.ts createGuard': 80,
  'verify/src/knowledge/create-thing.ts createThing': 62,
  'verify/src/knowledge/identify-thing.ts identify': 67,
  'verify/src/phases/control.ts createControl': 63,
  'verify/src/phases/parameter-cases.ts textCases': 70,
  'verify/src/phases/security-phase.ts secure': 96,
  'verify/src/schema/vary-string.ts lengthTrials': 65,
  'verify/src/schema/vary-value.ts arrays': 82,
  'verify/src/schema/vary-value.ts numbers': 92,
  'verify/src/schema/vary-value.ts objects': 100,
  'verify/src/states/state-book.ts openStateBook': 62,
  'verify/src/stories/deletion-stories.ts playDelete': 71,
  'verify/src/stories/filter-stories.ts findFilters': 72,
  'verify/src/stories/identity-stories.ts playIdentities': 61,
  'verify/src/stories/list-stories.ts playPaging': 62,
  'verify/src/stories/parent-stories.ts playParentage': 68,
  'verify/src/stories/protocol-stories.ts playConditional': 94,
  'verify/src/stories/protocol-stories.ts playRepeat': 67,
  'verify/src/stories/resource-stories.ts playCreate': 63,
  'verify/src/stories/update-stories.ts changeThing': 64,
  'verify/src/transport/http-transport.ts createHttpTransport': 83,
  'verify/src/verify.ts verify': 151,
}

interface FunctionSize {
  readonly name: string
  readonly lines: number
  readonly parameters: number
}

/** Every function with a body, by the name that it is declared or assigned under. */
function functionsOf(file: string, text: string): FunctionSize[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const found: FunctionSize[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const named = node.name ?? (node.parent as { name?: ts.Node }).name
      found.push({
        name: `${file.replace(/^packages\//, '')} ${named?.getText() ?? '(without a name)'}`,
        lines: lineOf(node.end) - lineOf(node.getStart()) + 1,
        parameters: node.parameters.length,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const files = await glob('packages/*/src/**/*.ts', {
  cwd: root,
  ignore: ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-data.ts', '**/node_modules/**'],
})
const functions = files.flatMap((file) => functionsOf(file, readFileSync(join(root, file), 'utf8')))

test('functions are found, with their lines and parameters', () => {
  const text = 'function a(b: number, c = (d: number) => d) {\n  return b\n}\nconst e = { f() {} }'
  expect(functionsOf('packages/x.ts', text)).toEqual([
    { name: 'x.ts a', lines: 3, parameters: 2 },
    { name: 'x.ts c', lines: 1, parameters: 1 },
    { name: 'x.ts f', lines: 1, parameters: 0 },
  ])
  expect(functions.length).toBeGreaterThan(3000)
})

test(`no function has more than ${mostParameters} positional parameters`, () => {
  expect(functions.filter(({ parameters }) => parameters > mostParameters)).toEqual([])
})

test(`no function is longer than ${mostLines} lines, but for those of the list, which do not grow`, () => {
  const long = functions.filter(({ lines }) => lines > mostLines)
  const grown = long.filter(({ name, lines }) => lines > (longFunctions[name] ?? mostLines))
  expect(grown).toEqual([])
  const names = new Set(long.map(({ name }) => name))
  const mended = Object.keys(longFunctions).filter((name) => !names.has(name))
  expect(mended, 'short enough now: take them off the list').toEqual([])
})
