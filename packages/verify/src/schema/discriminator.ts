import { isJsonObject, type JsonObject, valueAt } from '@concordat/core'
import type { FuncKeywordDefinition, SchemaValidateFunction, ValidateFunction } from 'ajv'
import { referencePointer } from './resolve-schema.ts'

/**
 * `discriminator` as a keyword: beside `oneOf` or `anyOf` the property must be there, must name a branch, and the value
 * must be an instance of that very branch. @see OpenAPI 3.1, 4.8.25
 */
export function checkDiscriminator(document: JsonObject, root: string): FuncKeywordDefinition {
  const branches = new Map<string, ValidateFunction>()
  return {
    keyword: 'discriminator',
    schemaType: 'object',
    type: 'object',
    errors: true,
    compile(definition, parent, context) {
      const property = isJsonObject(definition) ? definition.propertyName : undefined
      const alternatives = [parent.oneOf, parent.anyOf].find(Array.isArray)
      if (typeof property !== 'string' || alternatives === undefined) return () => true
      const targets = branchTargets(definition, alternatives, document)
      if (targets === undefined) return () => true
      const check: SchemaValidateFunction = (value: unknown): boolean => {
        const name = isJsonObject(value) ? value[property] : undefined
        const fail = (message: string): boolean => {
          check.errors = [{ keyword: 'discriminator', message, params: { property } }]
          return false
        }
        if (name === undefined) return fail(`must have the discriminator \`${property}\``)
        const target = typeof name === 'string' ? targets.get(name) : undefined
        if (target === undefined) {
          return fail(
            `has the discriminator \`${property}\` ${JSON.stringify(name)}, which names no branch`,
          )
        }
        let branch = branches.get(target)
        if (branch === undefined) {
          branch = context.self.compile({ $ref: `${root}${target}` })
          branches.set(target, branch)
        }
        return (
          branch(value) === true ||
          fail(`is not an instance of ${target}, which \`${property}\` names`)
        )
      }
      return check
    },
  }
}

/** What each value of the property names; `undefined` when a branch is not a reference, so that nothing is named. */
function branchTargets(
  definition: unknown,
  alternatives: readonly unknown[],
  document: JsonObject,
): Map<string, string> | undefined {
  const targets = new Map<string, string>()
  for (const alternative of alternatives) {
    const reference = isJsonObject(alternative) ? alternative.$ref : undefined
    if (typeof reference !== 'string') return undefined
    const name = reference.split('/').at(-1)
    if (name !== undefined) targets.set(name, reference)
  }
  const mapping = isJsonObject(definition) ? definition.mapping : undefined
  if (isJsonObject(mapping)) {
    for (const [name, target] of Object.entries(mapping)) {
      if (typeof target !== 'string') continue
      const reference = target.startsWith('#') ? target : `#/components/schemas/${target}`
      const pointer = referencePointer(reference)
      if (pointer !== undefined && valueAt(document, pointer) !== undefined) {
        targets.set(name, reference)
      }
    }
  }
  return targets
}
