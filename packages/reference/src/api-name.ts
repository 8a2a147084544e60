/** The four APIs, by the names of their documents. */
export const apiNames = ['iproyal', 'connhex', 'cumulonimbus', 'senhasegura'] as const

/** One of the four APIs. */
export type ApiName = (typeof apiNames)[number]
