import { galleryBench } from './gallery/gallery-bench.ts'
import type { Bench } from './kit/bench.ts'
import { libraryBench } from './library/library-bench.ts'
import { parcelsBench } from './parcels/parcels-bench.ts'
import { referenceBenches } from './reference/reference-benches.ts'

export const benches: readonly Bench[] = [libraryBench, parcelsBench, galleryBench]

/** Every server by its id, the reference servers too. */
export const allBenches: readonly Bench[] = [...benches, ...referenceBenches]
