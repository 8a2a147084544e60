/** Whether text is a regular expression of ECMA-262 with the `u` flag. @see JSON Schema Validation, 7.3.8 */
export function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    // The engine's refusal is the answer.
    return false
  }
}
