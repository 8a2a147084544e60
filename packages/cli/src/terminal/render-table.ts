/** A column: its heading, and whether its cells are numbers that stand to the right. */
export interface Column {
  readonly heading: string
  readonly align?: 'left' | 'right'
}

/** Renders rows under headings, every column as wide as its widest cell. Cells hold no line breaks and no colour. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map((column, index) =>
    Math.max(column.heading.length, ...rows.map((row) => (row[index] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => {
        const cell = cells[index] ?? ''
        const width = widths[index] ?? 0
        return column.align === 'right' ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('──')
  return [line(columns.map((column) => column.heading)), rule, ...rows.map(line)].join('\n')
}
