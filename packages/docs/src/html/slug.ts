/** A text as part of an address: small letters and digits of any script, hyphens between; numbered when it was used. */
export function slugOf(text: string, used: Map<string, number>): string {
  const plain =
    text
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '') || 'section'
  const count = (used.get(plain) ?? 0) + 1
  used.set(plain, count)
  return count === 1 ? plain : slugOf(`${plain}-${count}`, used)
}
