import type { VerifyEvent } from '@concordat/verify'

/** Turns a run's events into one line that is redrawn: phase, requests so far, operation at hand, findings. */
export function renderProgress(update: (text: string) => void): (event: VerifyEvent) => void {
  let phase = 'preparation'
  let findings = 0
  return (event) => {
    switch (event.type) {
      case 'phase':
        phase = event.phase
        break
      case 'finding':
        findings += 1
        break
      case 'exchange':
        update(`${phase}: ${event.requests} requests, ${findings} findings`)
        break
      case 'started':
      case 'planned':
      case 'note':
        break
    }
  }
}
