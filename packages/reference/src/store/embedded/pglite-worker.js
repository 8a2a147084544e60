// Runs PGlite in a thread of its own: its work then costs the server's thread nothing, and a database that hangs or
// dies can be ended and started again. Plain JavaScript, because a thread starts from its file, built or not.
// @ts-check
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { exchangeMessage } from './exchange-message.js'

/** @typedef {{ readonly dataDir?: string, readonly copy?: Blob }} Start */

const port = parentPort
if (!port) throw new Error('This file is the entry of a thread.')
/** @type {Start} */
const { dataDir, copy } = workerData
const database = await PGlite.create({
  ...(dataDir !== undefined && { dataDir }),
  ...(copy !== undefined && { loadDataDir: copy }),
})
port.on('message', async (message) => {
  if (message === 'close') {
    await database.close()
    port.close()
    return
  }
  const bytes = await exchangeMessage(database, message)
  port.postMessage(bytes, [bytes.buffer])
})
port.postMessage('ready')
