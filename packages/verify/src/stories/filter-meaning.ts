/** Whether an item's member is what a filter asks for, in any reading that a server may take of the filter. */
export function satisfies(member: unknown, value: unknown, comparison: unknown): boolean {
  if (member === undefined) return true
  switch (comparison) {
    case 'contains':
      return Array.isArray(member) && member.some((item) => isEqual(item, value))
    case 'text':
      // Texts may be searched as well as compared.
      return String(member).toLowerCase().includes(String(value).toLowerCase())
    case 'at-least':
      return member === null ? false : compare(member, value) >= 0
    case 'at-most':
      return member === null ? false : compare(member, value) <= 0
    case 'one-of':
      return isOneOf(member, value)
    default:
      return isEqual(member, value)
  }
}

/** Whether an item must be shown by a filter; bounds may or may not include their end. */
export function mustShow(member: unknown, value: unknown, comparison: unknown): boolean {
  if (member === undefined || member === null) return false
  switch (comparison) {
    case 'contains':
      return Array.isArray(member) && member.some((item) => isEqual(item, value))
    case 'at-least':
      return compare(member, value) > 0
    case 'at-most':
      return compare(member, value) < 0
    case 'one-of':
      // Several values of a list may be wanted all together or one of them.
      return Array.isArray(member) && Array.isArray(value)
        ? value.every((one) => isOneOf(member, [one]))
        : isOneOf(member, value)
    default:
      return isEqual(member, value)
  }
}

/** Whether a member, or one of its items, is among the values. */
function isOneOf(member: unknown, values: unknown): boolean {
  const members = Array.isArray(member) ? member : [member]
  return Array.isArray(values) && members.some((own) => values.some((value) => isEqual(own, value)))
}

function isEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right || left.toLowerCase() === right.toLowerCase()
  }
  return left === right || String(left) === String(right)
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number') return left - Number(right)
  const dates = [String(left), String(right)].map((text) => Date.parse(text))
  const [first = Number.NaN, second = Number.NaN] = dates
  if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0
}
