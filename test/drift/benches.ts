import { galleryBench } from './gallery/gallery-bench.ts'
import type { Bench } from './kit/bench.ts'
import { libraryBench } from './library/library-bench.ts'
import { parcelsBench } from './parcels/parcels-bench.ts'

export const benches: readonly Bench[] = [libraryBench, parcelsBench, galleryBench]
