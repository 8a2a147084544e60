import type { ApiModel } from '@concordat/model'
import { readProvenance } from '../page/provenance.ts'

/** Whether a document says of anything in it who promises it. */
export function hasProvenance(model: ApiModel): boolean {
  return model.operations.some(
    ({ extensions, responses }) =>
      readProvenance(extensions) !== undefined ||
      responses.some((response) => readProvenance(response.extensions) !== undefined),
  )
}
