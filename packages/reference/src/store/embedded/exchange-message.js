// Plain JavaScript, because the thread of the embedded database imports it, built or not.
// @ts-check

/**
 * Hands bytes of PostgreSQL's protocol to a database, and gives its answer's bytes, which are the caller's own.
 *
 * `execProtocolRaw` gives the same, but its database also keeps the parsed messages of every answer until somebody asks
 * for them: some 2 kB a request, for ever. `execProtocol` hands them over and forgets them.
 * @param {import('@electric-sql/pglite').PGlite} database
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function exchangeMessage(database, bytes) {
  // Errors are messages too, which the client at the other end reads.
  const { data } = await database.execProtocol(bytes, { throwOnError: false })
  // What PGlite gives may be a view of its own memory.
  return new Uint8Array(data)
}
