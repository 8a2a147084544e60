// One step for one or more documents, in a process of its own; prints a line of JSON for each.
// Usage: node --import tsx --conditions=@concordat/source try-document.ts generate|loop BUDGET DOCUMENT...
// A DOCUMENT is a `CorpusDocument` as JSON.
import { closeLoop } from './close-loop.ts'
import { type CorpusDocument, packageFolder } from './corpus-documents.ts'
import { generateDocument } from './generate-document.ts'

const [step, budget, ...documents] = process.argv.slice(2)
for (const text of documents) {
  // The seam between two processes of the same program.
  const document = JSON.parse(text) as CorpusDocument
  const result =
    step === 'generate'
      ? await generateDocument(document)
      : await closeLoop(document, packageFolder(document.name), { seed: 1, budget: Number(budget) })
  process.stdout.write(`${JSON.stringify({ name: document.name, result })}\n`)
}
// A server of which a handler still waits does not keep the process.
process.exit()
