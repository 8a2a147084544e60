import { loadDocument } from '@concordat/document'
import { type AnsweredRequest, createMock, type Fault, type Mock } from '@concordat/mock'
import { type ApiModel, readApiModel } from '@concordat/model'

/** How mocks are opened. */
export interface OpenMocksOptions {
  readonly folder: string
  readonly seed: number
  readonly fault: readonly Fault[]
  readonly delay: number
  readonly stateful: boolean
  readonly dynamic?: boolean
  readonly onAnswer: (told: AnsweredRequest) => void
}

/** A mock, and where it stands. */
export interface OpenMock {
  readonly title: string
  /** Empty for one that stands alone. */
  readonly basePath: string
  readonly mock: Mock
}

/** Loads documents and makes a mock of each. Several stand under the base paths of their servers, or their names. */
export async function openMocks(
  documents: readonly string[],
  options: OpenMocksOptions,
): Promise<readonly OpenMock[]> {
  const opened: OpenMock[] = []
  for (const location of documents) {
    const { loaded } = await loadDocument(location, { cwd: options.folder })
    const { model } = readApiModel(loaded)
    const taken = opened.map(({ basePath }) => basePath)
    const basePath = documents.length > 1 ? freeBasePath(model, taken) : ''
    const { seed, fault, delay, stateful, dynamic = false, onAnswer } = options
    const mock = createMock(loaded, {
      seed,
      faults: fault,
      delay,
      stateful,
      dynamic,
      onAnswer,
      basePath,
    })
    opened.push({ title: model.title, basePath, mock })
  }
  return opened
}

/** The path of the document's first server; its name where it has none, or another document has it already. */
function freeBasePath(model: ApiModel, taken: readonly string[]): string {
  const url = model.servers[0]?.url ?? ''
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '')
  const own = path.startsWith('/') && !path.includes('{') ? path : `/${model.name}`
  return taken.includes(own) ? `/${model.name}` : own
}

/** What each operation is taken for, as a table of text. */
export function explainMocks(mocks: readonly OpenMock[]): string {
  const lines = mocks.flatMap(({ title, mock }) => {
    const told = mock.explain()
    const width = Math.max(...told.map(({ operationId }) => operationId.length), 0)
    return [
      title,
      ...told.map(
        ({ operationId, role, reason }) =>
          `  ${operationId.padEnd(width)}  ${role.padEnd(13)}  ${reason}`,
      ),
    ]
  })
  return `${lines.join('\n')}\n`
}
