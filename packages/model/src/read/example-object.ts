import { joinPointer } from '@concordat/core'
import type { ExampleModel } from '../api-model.ts'
import { shown } from '../name/shown.ts'
import { member, type ObjectNode, type ReadContext, readMap, text } from './read-context.ts'

/**
 * Reads `example` and `examples` of a parameter, header or media type. What a URL holds (`externalValue`) is not loaded.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#example-object | Example Object}
 */
export function readExamples(owner: ObjectNode, context: ReadContext): ExampleModel[] {
  const single: ExampleModel[] = Object.hasOwn(owner.value, 'example')
    ? [{ pointer: joinPointer(owner.pointer, 'example'), value: owner.value.example }]
    : []
  const named = readMap(owner, 'examples', context, (name, node) =>
    readExampleObject(name, node, context),
  )
  return [...single, ...named]
}

function readExampleObject(
  name: string,
  node: ObjectNode,
  context: ReadContext,
): ExampleModel | undefined {
  const key = ['value', 'dataValue'].find((one) => Object.hasOwn(node.value, one))
  if (key !== undefined) {
    const value = member(node.value, key)
    return { pointer: joinPointer(node.pointer, key), name, ...text(node.value, 'summary'), value }
  }
  if (Object.hasOwn(node.value, 'externalValue')) {
    context.report({
      id: 'example-external-not-loaded',
      message: `The example \`${name}\` is kept at \`${shown(node.value.externalValue)}\`, which is not loaded.`,
      pointer: node.pointer,
    })
  }
  return undefined
}
