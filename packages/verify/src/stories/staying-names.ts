import { isJsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'
import { isMoving } from './compare-items.ts'

/** A sentence of its own that ends in it: not "nights that the guest stays", nor "seats that remain". */
const staying =
  /^\s*(its?|this|these|their|the)\b.*\b(stays?|remains?)( the same| as (it is|they are)| unchanged)?\s*$|\b(never changes?|(does|do|is|are) not changed?|cannot be changed|immutable)\b/i
/** All that a change does not name, of which times are the part that nothing else derives from what was changed. */
const allElse =
  /\b(everything|all|anything) else\b.*\b(stays?|remains?|(is|are) (kept|unchanged|untouched))\b|\bnothing else\b.*\bchange[sd]?\b/i
const condition = /\b(unless|except|until|if|when|while|as long as|only)\b/i

/** Properties that the document says no change of this operation touches: at the property, or by name at the operation. */
export function stayingNames(update: OperationPlan, place: PlacedSchema): string[] {
  const { document } = update.api
  const flat = flattenSchema(document, place).schema
  if (!isJsonObject(flat) || !isJsonObject(flat.properties)) return []
  const said = [
    update.model.summary,
    update.model.description,
    ...update.model.responses
      .filter(({ status }) => status.startsWith('2'))
      .map(({ description }) => description),
  ]
  const sentences = said.flatMap((text) => (text ?? '').split(/[.;\n]/)).filter(promises)
  return Object.entries(flat.properties).flatMap(([name, property]) => {
    const own = asSchema(property)
    const read = own && flattenSchema(document, { schema: own, pointer: '' }).schema
    if (!isJsonObject(read) || read.writeOnly === true) return []
    const described = typeof read.description === 'string' ? read.description : ''
    const atProperty = read.readOnly === true && described.split(/[.;\n]/).some(promises)
    const words = new RegExp(`\\b${name.replace(/[^\w]/g, '.')}\\b`, 'i')
    const isTime = read.format === 'date-time' || read.format === 'date'
    const isElse = isTime && !isMoving(update, name) && sentences.some((one) => allElse.test(one))
    return isElse || atProperty || sentences.some((sentence) => words.test(sentence)) ? [name] : []
  })
}

function promises(sentence: string): boolean {
  return (staying.test(sentence) || allElse.test(sentence)) && !condition.test(sentence)
}
