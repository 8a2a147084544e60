/** What an administrator of the vault can grant to an application. */
export type Permission = 'session:drop' | 'session:list'
