import { requireProvenance } from './require-provenance.js'

/** Every response says who promises it, and where. */
export const responseProvenance = () => ({ Response: requireProvenance('A response') })
