/** What an administrator of the vault can grant to an application. */
export const permissions = ['session:drop', 'session:list'] as const

/** One of the things that can be granted. */
export type Permission = (typeof permissions)[number]
