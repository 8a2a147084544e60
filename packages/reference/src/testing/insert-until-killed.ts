import { openDirectoryStore } from '../store/pglite-store.ts'

/**
 * Writes rows into the store of the folder that is given, one after the other, and prints each id once it is
 * written, until the process is killed. Run by the test of the store.
 */
const store = await openDirectoryStore(process.argv[2] ?? '')
for (let id = 1; ; id += 1) {
  await store.db
    .insertInto('cumulonimbus_users')
    .values({ id: String(id), name: 'x', staff: false, banned_at: null, fault: null })
    .execute()
  process.stdout.write(`${id}\n`)
}
