import { requireProvenance } from './require-provenance.js'

/** Every response header says who promises it, and where. */
export const headerProvenance = () => ({ Header: requireProvenance('A header') })
