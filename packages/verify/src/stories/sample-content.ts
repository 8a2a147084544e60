const picture = {
  png: [
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  ],
  gif: [
    'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
    'R0lGODlhAQABAIAAAP8AAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  ],
} as const

/** Two small contents of a media type that differ from each other; of pictures, ones that can be looked at. */
export function sampleContent(mediaType: string): readonly [Uint8Array, Uint8Array] {
  const kind = /^image\/(png|gif)/.exec(mediaType)?.[1]
  if (kind === 'png' || kind === 'gif') {
    const [one, other] = picture[kind]
    return [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')]
  }
  const encoder = new TextEncoder()
  return [encoder.encode('first content'), encoder.encode('second content')]
}
