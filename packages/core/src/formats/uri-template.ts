const literals = /^(?:[^\0- "%<>\\^`{|}\x7F]|%[\da-fA-F]{2})*$/u
const variable = /^(?:\w|%[\da-fA-F]{2})+(?:\.(?:\w|%[\da-fA-F]{2})+)*(?::[1-9]\d{0,3}|\*)?$/

/** Whether text is a template of URIs. @see {@link https://www.rfc-editor.org/rfc/rfc6570 | RFC 6570} */
export function isUriTemplate(text: string): boolean {
  let rest = text
  while (rest !== '') {
    const open = rest.indexOf('{')
    const before = open < 0 ? rest : rest.slice(0, open)
    if (!literals.test(before)) return false
    if (open < 0) return true
    const close = rest.indexOf('}', open)
    if (close < 0 || !isExpression(rest.slice(open + 1, close))) return false
    rest = rest.slice(close + 1)
  }
  return true
}

function isExpression(text: string): boolean {
  const list = /^[+#./;?&=,!@|]/.test(text) ? text.slice(1) : text
  return list.split(',').every((item) => variable.test(item))
}
