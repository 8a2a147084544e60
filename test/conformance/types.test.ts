import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emitZod, render } from '@concordat/codegen'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'
import { emittedFolder } from './judge.ts'
import { schemaKinds } from './schema-kinds.ts'
import { typeErrors } from './type-errors.ts'

const folder = join(emittedFolder, 'types')

test('what Zod infers is what openapi-typescript prints, but for listed exceptions', {
  timeout: 120_000,
}, async () => {
  const schemas = Object.fromEntries(schemaKinds.map(({ name, schema }) => [name, schema]))
  const document = {
    openapi: '3.1.0',
    info: { title: 'Kinds', version: '1' },
    paths: {},
    components: { schemas },
  }
  const components = schemaKinds.map(({ name }) => ({
    name,
    pointer: `/components/schemas/${name}`,
  }))
  const { module, findings } = emitZod({
    document: JSON.parse(JSON.stringify(document)),
    components,
    uses: [],
  })
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  const printed = astToString(
    await openapiTS(JSON.parse(JSON.stringify(document)), { defaultNonNullable: false }),
  )
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'printed.ts'), printed)
  writeFileSync(join(folder, 'schemas.ts'), render(module))

  const files: Record<string, string> = {}
  for (const { name } of schemaKinds) {
    for (const direction of ['zod-to-type', 'type-to-zod'] as const) {
      const [from, to] =
        direction === 'zod-to-type' ? ['Inferred', 'Printed'] : ['Printed', 'Inferred']
      const file = join(folder, `${name}.${direction}.ts`)
      files[`${name} ${direction}`] = file
      writeFileSync(
        file,
        [
          `import type * as z from 'zod'`,
          `import type { components } from './printed.ts'`,
          `import type * as schemas from './schemas.ts'`,
          `export type Inferred = z.infer<typeof schemas.${name}>`,
          `export type Printed = components['schemas']['${name}']`,
          `export const check = (value: ${from}): ${to} => value`,
          '',
        ].join('\n'),
      )
    }
  }
  const errors = typeErrors([join(folder, 'schemas.ts'), ...Object.values(files)], {
    exactOptionalPropertyTypes: false,
  })
  const fails = (name: string, direction: string) =>
    errors.some((error) => error.startsWith(`${name}.${direction}.ts`))
  const found = schemaKinds.map(({ name }) => {
    const toType = !fails(name, 'zod-to-type')
    const toZod = !fails(name, 'type-to-zod')
    const zod = toType ? (toZod ? 'same' : 'narrower') : toZod ? 'wider' : 'different'
    return `${name}: ${zod}`
  })
  const expected = schemaKinds.map(({ name, exception }) => `${name}: ${exception?.zod ?? 'same'}`)
  expect(found, errors.join('\n')).toEqual(expected)
  expect(errors.filter((error) => error.startsWith('schemas.ts'))).toEqual([])
})
