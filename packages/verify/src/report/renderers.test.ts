import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { applyBaseline, baselineOf, parseBaseline } from './baseline.ts'
import { exampleReport } from './example-report.test-data.ts'
import { renderGithub } from './render-github.ts'
import { renderHar } from './render-har.ts'
import { renderHtml } from './render-html.ts'
import { renderJunit } from './render-junit.ts'
import { renderPretty } from './render-pretty.ts'
import { renderSarif } from './render-sarif.ts'
import { reportSchema } from './report-schema.ts'

test('the whole screen of a run with findings', () => {
  expect(renderPretty(exampleReport)).toMatchInlineSnapshot(`
    "✗ error GET /books/{id}  response-body-schema-mismatch 12 times
      \`/pages\` must be integer, but the answer has "12".
      claim    openapi/library/openapi.yaml:41:9
               40 │       properties:
               41 >         pages: { type: integer }
               42 │         note: { const: "</pre><script>alert(1)</script>" }
      sent     GET http://127.0.0.1:3000/books/1?full=true
      received 200 OK  application/json
               {"id":1,"pages":"12","x":"\\u001b[31m]]></failure>"}
      again    curl -H 'Accept: application/json' 'http://127.0.0.1:3000/books/1?full=true'

    ! warning POST /books  connection-dropped
      The connection was closed without an answer: 100%, a:b,c
      second line.
      after    204 to PUT /books/1  {"pages":12}
      sent     POST http://127.0.0.1:3000/books
               {"title":"\\u202etxt"}
      received The server closed the connection before it answered.
      again    curl -i -X PUT --data-raw '{"pages":12}' http://127.0.0.1:3000/books/1
               curl -i -X POST http://127.0.0.1:3000/books

    ✗ partly verified GET /books/{id}     1 finding; 200 requests; 200 ×150 404 ×50; never 429
        sound cases: valid 4/10, invalid 5/5
        4 of 10 valid cases sound: the thing was deleted.
        keywords (valid/invalid): minimum 2/1
    ! not verified    DELETE /books/{id}  3 requests; never 204
        sound cases: valid 0/3
        No credential for \`staff\` was given.

    ✗ Library & <archive>: 2 findings (2 operations, 321 requests, 2.3 s, seed 4711); 1 operation not verified; 1 operation partly verified
    "
  `)
})

test('an answer cannot move the cursor or turn the text around', () => {
  const text = renderPretty(exampleReport)
  expect(['\u001b', '\u202e'].filter((character) => text.includes(character))).toEqual([])
})

test('JUnit has one case per operation and one for the run: failed, in error, skipped or passed, and no answer can close an element', () => {
  const xml = renderJunit(exampleReport)
  expect(xml).toContain('tests="3" failures="1" errors="1" skipped="0"')
  expect(xml.match(/<testcase /g)).toHaveLength(3)
  expect(xml.match(/<\/failure>/g)).toHaveLength(1)
  expect(xml).toContain('<error message="No credential for `staff` was given."/>')
  expect(xml).not.toContain('\u001b')
})

test('GitHub annotations stand at the line of the document, with line breaks and separators escaped', () => {
  const [first, second, end] = renderGithub(exampleReport).split('\n')
  expect(first).toMatch(/^::error file=openapi\/library\/openapi\.yaml,line=41,col=9,title=/)
  expect(second).toBe(
    '::warning title=connection-dropped (POST /books)::The connection was closed without an answer: 100%25, a:b,c%0Asecond line.' +
      '%0Acurl -i -X PUT --data-raw \'{"pages":12}\' http://127.0.0.1:3000/books/1' +
      '%0Acurl -i -X POST http://127.0.0.1:3000/books',
  )
  expect(end).toBe('')
})

test('SARIF names every rule once and points to the document', () => {
  const sarif = JSON.parse(renderSarif(exampleReport))
  const [run] = sarif.runs
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
    'response-body-schema-mismatch',
    'connection-dropped',
  ])
  expect(run.results[0].locations[0].physicalLocation.region).toEqual({
    startLine: 41,
    startColumn: 9,
  })
  expect(run.results[1].ruleIndex).toBe(1)
})

test('HAR has an entry for each request of a finding, also for one without an answer', () => {
  const { log } = JSON.parse(renderHar(exampleReport, '1.0.0'))
  expect(
    log.entries.map((entry: { response: { status: number } }) => entry.response.status),
  ).toEqual([200, 204, 0])
  expect(log.entries[0].request.queryString).toEqual([{ name: 'full', value: 'true' }])
})

test('nothing of the document or the server can become markup of the page', () => {
  const html = renderHtml(exampleReport)
  expect(html.match(/<script>/g)).toHaveLength(1)
  expect(html).toContain('Library &amp; &lt;archive&gt;')
})

test('a baseline knows its findings, new ones stay new, and gone ones are named', () => {
  const baseline = parseBaseline(JSON.stringify(baselineOf(exampleReport)), 'baseline.json')
  expect(applyBaseline(exampleReport, baseline).findings.every((finding) => finding.known)).toBe(
    true,
  )
  const [first] = exampleReport.findings
  const later = applyBaseline(
    { ...exampleReport, findings: [{ ...first!, fingerprint: 'new' }] },
    baseline,
  )
  expect(later.findings.map((finding) => finding.known)).toEqual([false])
  expect(later.notes.join()).toContain("2 of the baseline's findings were not seen again")
})

test('several findings of one check at one operation share a screen', () => {
  const [first] = exampleReport.findings
  if (first === undefined) throw new Error('no finding')
  const curl = `${first.curl} --insecure`
  const second = { ...first, message: '`/note` must be string.', curl }
  const text = renderPretty({ ...exampleReport, findings: [second, first] })
  expect(text.match(/response-body-schema-mismatch/g)).toHaveLength(1)
  expect(text).toContain(`  and      \`/note\` must be string.\n           ${curl}`)
})

test.each(['', '[]', '{"schemaVersion":2}', '{"schemaVersion":1,"findings":[{}]}'])(
  'refuses %j as a baseline with a message that says what to do',
  (text) => {
    expect(() => parseBaseline(text, 'baseline.json')).toThrow(
      /`baseline.json` is not a baseline: .+ --update-baseline/,
    )
  },
)

test('a report obeys its published schema, and the schema is closed', () => {
  const published = new URL('../../docs/report.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(reportSchema)
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(reportSchema)
  expect(validate(exampleReport), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ ...exampleReport, seed: '1' })).toBe(false)
  expect(validate({ ...exampleReport, surprise: true })).toBe(false)
})
