/** One of the process's streams as the commands take it, with a line that can be redrawn. */
export interface Terminal {
  write(text: string): void
  readonly isTTY: boolean
  readonly columns: number
  /** Shows one line in place of the last one that was shown so; nothing where there is no terminal. */
  redraw(text: string): void
}

/** Wraps a stream. */
export function terminal(stream: NodeJS.WriteStream): Terminal {
  const isTTY = stream.isTTY === true
  return {
    write: (text) => void stream.write(text),
    isTTY,
    columns: stream.columns ?? 80,
    redraw(text) {
      if (isTTY) stream.write(`\r\u001b[2K${text}`)
    },
  }
}
