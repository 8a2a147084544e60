import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadDocument } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Folder of real vendors' documents; not part of the project. */
export const corpusFolder = resolve(
  root,
  process.env.CONCORDAT_SHARED ?? join(root, '..', 'shared'),
  'corpus',
)

export const hasCorpus = existsSync(corpusFolder)

/** The project's own documents, and the corpus where it is there. */
export function documentPaths(): { readonly name: string; readonly path: string }[] {
  const own = ['connhex', 'cumulonimbus', 'iproyal', 'senhasegura'].map((name) => ({
    name,
    path: join(root, 'openapi', name, 'openapi.yaml'),
  }))
  if (!hasCorpus) return own
  const corpus = readdirSync(corpusFolder)
    .filter((file) => /\.(?:json|ya?ml)$/.test(file))
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), path: join(corpusFolder, file) }))
  return [...own, ...corpus]
}

export async function modelAt(path: string): Promise<ApiModel> {
  const { loaded } = await loadDocument(path)
  return readApiModel(loaded).model
}
