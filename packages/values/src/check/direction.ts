/** Which way a value travels; without one, `readOnly` and `writeOnly` say nothing. */
export type Direction = 'request' | 'response'
