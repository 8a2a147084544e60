import { type Draft, own } from '../bundle/draft.ts'
import type { DraftOperation, DraftPathItem } from './each-operation.ts'
import { type ListedParameter, setList } from './listed-parameter.ts'
import type { RepairContext } from './repair-context.ts'

interface OperationParameters extends DraftOperation {
  readonly listed: readonly ListedParameter[]
}

/** Names between the braces of a path template, each once. */
function templateNames(path: string): string[] {
  return [...new Set([...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''))]
}

/**
 * Makes path parameters and template agree: a name of the template that no parameter declares is a string, a parameter
 * that the template does not name is left out.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#path-templating | Path templating}
 */
export function repairPathParameters(
  item: DraftPathItem,
  shared: readonly ListedParameter[],
  operations: readonly OperationParameters[],
  context: RepairContext,
) {
  const names = templateNames(item.path)
  const template = { path: item.path, names }
  const keptShared = keepNamed({ owner: item.pathItem, listed: shared }, template, context)
  for (const { operation, pointer, listed } of operations) {
    const kept = keepNamed({ owner: operation, listed }, template, context)
    const declared = new Set(
      [...keptShared, ...kept].filter((one) => one.in === 'path').map(({ name }) => name),
    )
    for (const name of names.filter((one) => !declared.has(one))) {
      context.report({
        id: 'path-parameter-undeclared',
        message: `\`${item.path}\` names \`{${name}}\`, but no path parameter declares it; any string is allowed. Add a parameter with \`in: path\`.`,
        pointer,
      })
      addParameter(operation, name)
    }
  }
}

function keepNamed(
  { owner, listed }: { readonly owner: Draft; readonly listed: readonly ListedParameter[] },
  { path, names }: { readonly path: string; readonly names: readonly string[] },
  context: RepairContext,
): readonly ListedParameter[] {
  const isNamed = (one: ListedParameter) => one.in !== 'path' || names.includes(one.name)
  if (listed.every(isNamed)) return listed
  const declared = new Set(listed.map(({ name }) => name))
  const kept = listed.flatMap((one) => {
    if (isNamed(one)) return [one]
    const { name, pointer } = one
    const meant = names.find((other) => isAlike(other, name) && !declared.has(other))
    if (meant !== undefined) {
      context.report({
        id: 'path-parameter-misspelt',
        message: `\`${path}\` has no \`{${name}}\` but \`{${meant}}\`; the parameter was read as that.`,
        pointer,
      })
      // A copy: the parameter may be a component that other paths spell as it is.
      return [{ ...one, name: meant, entry: { ...one.parameter, name: meant } }]
    }
    context.report({
      id: 'path-parameter-unused',
      message: `\`${path}\` has no \`{${name}}\`; this path parameter is left out. Correct its name, or the path.`,
      pointer,
    })
    return []
  })
  setList(owner, kept)
  return kept
}

/** Names that differ only in case and in how their words are joined. */
function isAlike(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_.]/g, '')
  return plain(one) === plain(other)
}

function addParameter(operation: Draft, name: string) {
  const parameter = { name, in: 'path', required: true, schema: { type: 'string' } }
  const list = own(operation, 'parameters')
  if (Array.isArray(list)) list.push(parameter)
  else operation.parameters = [parameter]
}
