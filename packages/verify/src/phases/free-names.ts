/**
 * Names of values whose meaning depends on things that the document cannot say: positions in a list, conditions, times,
 * places elsewhere. Wherever such a value stands, in a query or in the body of a search, a server may know no such one.
 */
const bound =
  /cursor|token|after|before|since|until|page_?token|starting|ending|if-|range|etag|key|signature|callback|redirect|url/i

/** Whether any value that the schema allows makes sense for a parameter or a member of this name. */
export function isFreeName(name: string): boolean {
  return !bound.test(name)
}
