// The console of an API: a form for each operation, sent by the run time of the generated client.
import { SchemaReader, SchemaStore } from '@concordat/model'
import type { ConsoleData } from '../console/console-data.ts'
import { ConsoleForm } from './console-form.ts'

declare global {
  /** Called by the file that holds the data. */
  var concordatConsole: ((data: string) => void) | undefined
}

globalThis.concordatConsole = (text) => {
  // Seam: `console-data.ts` writes it.
  const data = JSON.parse(text) as ConsoleData
  const place = document.querySelector('#console')
  if (!place) return
  const store = new SchemaStore()
  const root = store.add('concordat:document', data.document)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  new ConsoleForm(place, data, (pointer) => reader.read({ document: root, pointer }))
}
