import { Duplex } from 'node:stream'
import type { EmbeddedDatabase } from './embedded-database.ts'

/** The first byte of PostgreSQL's message Terminate. */
const terminate = 0x58

/**
 * The connection of a client of PostgreSQL to an embedded database, in place of a socket. The database lives as long as
 * the connection: it is started when the client connects, and ended with it.
 */
export class EmbeddedStream extends Duplex {
  readonly #start: () => Promise<EmbeddedDatabase>
  #database: EmbeddedDatabase | undefined

  constructor(start: () => Promise<EmbeddedDatabase>) {
    super()
    this.#start = start
  }

  /** Called by the client as for a socket. */
  connect(): this {
    this.#start().then(
      (database) => this.#opened(database),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  #opened(database: EmbeddedDatabase): void {
    if (this.destroyed) {
      database.kill()
      return
    }
    this.#database = database
    void database.ended.then((reason) => {
      if (reason) this.destroy(reason)
    })
    this.emit('connect')
  }

  // Sockets can be told these; here there is nothing to do.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#send(chunk).then(() => done(), done)
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error) => void,
  ): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done)
  }

  async #send(bytes: Buffer): Promise<void> {
    // The end of a connection is the end of the database here, which `_final` sees to.
    if (bytes[0] === terminate) return
    const answer = await this.#database?.exchange(bytes)
    if (answer) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength))
  }

  override _final(done: (error?: Error) => void): void {
    const closed = this.#database?.close() ?? Promise.resolve()
    closed.then(() => {
      this.push(null)
      done()
    }, done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#database?.kill()
    done(error)
  }
}
