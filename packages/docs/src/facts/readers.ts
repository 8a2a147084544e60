import { type Html, html, joined } from '../html/html.ts'

/** What a consumer's contract says that it reads of one operation's answers. */
export interface MemberReader {
  readonly consumer: string
  readonly operationId: string
  readonly status: string
  /** Places in the answer's body: `items[].iat`; none where only the status counts. */
  readonly members: readonly string[]
}

/** Who reads which member of an operation's answers; `undefined` where no contract names it. */
export function readersView(
  readers: readonly MemberReader[],
  operationId: string,
): Html | undefined {
  const rows = readers.filter((one) => one.operationId === operationId)
  if (rows.length === 0) return undefined
  return html`<ul class="readers">${rows.map(
    ({ consumer, status, members }) =>
      html`<li>${consumer}: <span class="status s${status[0]}">${status}</span> ${
        members.length === 0
          ? 'its status only'
          : joined(
              members.map((member) => html`<code>${member}</code>`),
              ', ',
            )
      }</li>`,
  )}</ul>`
}
