import { isJsonObject, valueAt } from '@concordat/core'
import { type NormalisedDocument, type OperationModel, readApiModel } from '@concordat/model'
import type { Change, DocumentPlace } from '../changes/change.ts'
import { fingerprintOf } from '../changes/fingerprint.ts'

/** What the end of something that is deprecated must keep to. */
export interface EndRules {
  /** Whether what is deprecated has to say when it ends, by `x-sunset`. */
  readonly needsSunset?: boolean
  /** Days that have to lie between today and the end, where the new document is the first to announce it. */
  readonly leastDays?: number
}

/**
 * Looks at how a document announces the end of operations and parameters: an end that is moved to an earlier day, that
 * is no date, that is sooner than agreed, or that is not said.
 * @param today `YYYY-MM-DD`.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8594 | RFC 8594, the Sunset header}
 */
export function judgeEnds(
  old: NormalisedDocument,
  next: NormalisedDocument,
  { rules, today }: { readonly rules: EndRules; readonly today: string },
): readonly Change[] {
  const before = new Map(endsOf(old).map((end) => [end.key, end]))
  return endsOf(next).flatMap((end) => {
    const text = whatIsWrong(end, before.get(end.key), { rules, today })
    if (!text) return []
    const { pointer, operation, key } = end
    const place: DocumentPlace = { pointer, source: next.position(pointer) }
    const { method, path, operationId } = operation
    const reached = { method: method.toUpperCase(), path, operationId, kind: 'operation' as const }
    return [
      {
        ...text,
        class: 'behaviour' as const,
        message: `${end.name} ${text.message}`,
        new: place,
        operations: [reached],
        fingerprint: fingerprintOf(`${text.id} ${key}`),
      },
    ]
  })
}

/** When something ends, as its document says it. */
interface End {
  readonly key: string
  readonly name: string
  readonly pointer: string
  readonly operation: OperationModel
  /** As written; absent where nothing is said. */
  readonly written?: unknown
  readonly day?: string
}

function whatIsWrong(
  end: End,
  was: End | undefined,
  { rules, today }: { readonly rules: EndRules; readonly today: string },
): Pick<Change, 'id' | 'message' | 'argument'> | undefined {
  const { day, written } = end
  if (written !== undefined && day === undefined) {
    return {
      id: 'operation-sunset-unreadable',
      message: `ends on \`${JSON.stringify(written)}\`, which is no date.`,
      argument: 'Nobody can tell when the end is. Write a date such as `2027-03-31`.',
    }
  }
  if (day === undefined) {
    if (!rules.needsSunset || was) return undefined
    return {
      id: 'operation-sunset-missing',
      message: 'is deprecated now, and does not say when it ends.',
      argument: 'The configuration asks for `x-sunset` beside `deprecated`.',
    }
  }
  if (was?.day !== undefined && day < was.day) {
    return {
      id: 'operation-sunset-earlier',
      message: `ended on ${was.day} and ends on ${day} now.`,
      argument: 'Clients planned for the day that was announced.',
    }
  }
  const days = Math.floor((Date.parse(day) - Date.parse(today)) / 86_400_000)
  if (was?.day !== undefined || rules.leastDays === undefined || days >= rules.leastDays)
    return undefined
  return {
    id: 'operation-sunset-too-soon',
    message: `ends on ${day}, in ${days} days.`,
    argument: `The configuration asks for ${rules.leastDays} days.`,
  }
}

function endsOf(document: NormalisedDocument): readonly End[] {
  return readApiModel(document).model.operations.flatMap((operation) => {
    const title = `${operation.method.toUpperCase()} ${operation.path}`
    const key = `${operation.method} ${operation.path.replaceAll(/\{[^{}]*\}/g, '{}')}`
    const own = operation.deprecated
      ? [endOf({ key, name: `\`${title}\``, operation, ...operation }, operation.extensions)]
      : []
    const parameters = operation.parameters
      .filter(({ deprecated }) => deprecated)
      .map(({ in: place, name, pointer }) =>
        endOf(
          {
            key: `${key} ${place} ${name}`,
            name: `The ${place} parameter \`${name}\` of \`${title}\``,
            operation,
            pointer,
          },
          valueAt(document.document, pointer),
        ),
      )
    return [...own, ...parameters]
  })
}

function endOf({ key, name, operation, pointer }: End, members: unknown): End {
  const value =
    typeof members === 'object' && members !== null ? Reflect.get(members, 'x-sunset') : undefined
  const day = dayOf(value)
  return {
    key,
    name,
    operation,
    pointer,
    ...(value !== undefined && { written: value }),
    ...(day !== undefined && { day }),
  }
}

/** The day that `x-sunset` names, as `YYYY-MM-DD`. */
export function dayOf(value: unknown): string | undefined {
  const text = isJsonObject(value) ? value.date : value
  if (typeof text !== 'string') return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}
