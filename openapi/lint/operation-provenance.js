import { requireProvenance } from './require-provenance.js'

/** Every operation says who promises it, and where. */
export const operationProvenance = () => ({ Operation: requireProvenance('An operation') })
