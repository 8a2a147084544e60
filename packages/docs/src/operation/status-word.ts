const words: Readonly<Record<string, string>> = {
  '1': 'Information',
  '2': 'Success',
  '3': 'Elsewhere',
  '4': 'Refused',
  '5': 'The server failed',
}

/** What a status means where its description says nothing. */
export function statusWord(status: string): string {
  return words[status[0] ?? ''] ?? 'Any other answer'
}
