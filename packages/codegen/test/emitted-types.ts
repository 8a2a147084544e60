import type { ApiModel } from '@concordat/model'
import { generatePackage } from '../src/generate-package.ts'
import { typesEmitter } from '../src/types/emit-types.ts'

/** The text of `src/types.ts`. */
export async function typesOf(model: ApiModel): Promise<string> {
  const { files } = await generatePackage(model, { source: 'a.yaml', emitters: [typesEmitter] })
  return files[0]?.text ?? ''
}

/** The definition of a named type, without comments and on one line. */
export function named(text: string, name: string): string {
  const found = new RegExp(`export type ${name} =([\\s\\S]*?)\\n(?=\\n|export|/\\*\\*)`).exec(text)
  return (found?.[1] ?? 'missing')
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*\n/g, '\n')
    .replace(/^\s*\|\s*/, '')
    .replace(/\{\n\s+/g, '{ ')
    .replace(/\n\s*\}/g, ' }')
    .replace(/\n\s+\| /g, ' | ')
    .replace(/\n\s+/g, '; ')
    .trim()
}
