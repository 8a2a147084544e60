import { InvalidArgumentError } from 'commander'
import type { RateLimit } from '../store/rate-limit.ts'

/** Reads `N/SECONDS`, for example `100/300`: so many requests in so many seconds. */
export function readRateLimit(text: string): RateLimit {
  const [, requests, seconds] = /^([0-9]{1,9})\/([0-9]{1,6})$/.exec(text) ?? []
  const limit = { requests: Number(requests), seconds: Number(seconds) }
  if (!(limit.requests > 0 && limit.seconds > 0)) {
    throw new InvalidArgumentError('Write N/SECONDS, for example 100/300.')
  }
  return limit
}
