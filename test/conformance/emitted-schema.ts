import { emitSchemaModules, type SchemaModuleOptions } from '@concordat/codegen'
import * as runtime from '@concordat/schema'
import ts from 'typescript'
import * as z from 'zod'

/** The Zod schema that the emitted code of a JSON Schema evaluates to, or why there is none. */
export function emittedSchema(
  schema: unknown,
  options: SchemaModuleOptions = {},
): z.ZodType | { readonly refused: string } {
  const [module] = emitSchemaModules([{ name: 'Root', text: JSON.stringify(schema) }], options)
  if (module?.text === undefined) {
    return { refused: module?.findings.map(({ message }) => message).join(' ') ?? 'nothing' }
  }
  return evaluateModule(module.text)
}

/** What a module's text exports by default. */
export function evaluateModule(text: string): z.ZodType {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  })
  const exported: { default?: z.ZodType } = {}
  const modules: Record<string, unknown> = { zod: z, '@concordat/schema': runtime }
  new Function('exports', 'require', outputText)(exported, (name: string) => modules[name])
  if (!exported.default) throw new Error('The module exports nothing by default.')
  return exported.default
}
