import { type ApiName, apiNames } from '../api-name.ts'
import type { DemoApi } from '../demo/demo-api.ts'
import type { RunningReference } from '../start-reference.ts'

/** What `--json` prints once the server listens. */
export interface RunningDescription {
  readonly schemaVersion: 1
  readonly version: string
  readonly pid: number
  readonly url: string
  readonly apis: Readonly<Record<ApiName, { readonly url: string }>>
  readonly health: { readonly live: string; readonly ready: string }
  /** Null where provider states are not served. */
  readonly states: string | null
  /** Null where there is no documentation. */
  readonly docs: string | null
  readonly store: { readonly kind: string; readonly location: string }
  /** Credentials and values of the demo world, by API; null without it. */
  readonly demo: Readonly<Record<ApiName, DemoApi>> | null
}

/** Describes a running server for programs. */
export function describeRunning(running: RunningReference, version: string): RunningDescription {
  const { url, apis, store, demo } = running
  return {
    schemaVersion: 1,
    version,
    pid: process.pid,
    url,
    apis: {
      iproyal: { url: url + apis.iproyal },
      connhex: { url: url + apis.connhex },
      cumulonimbus: { url: url + apis.cumulonimbus },
      senhasegura: { url: url + apis.senhasegura },
    },
    health: { live: `${url}/healthz`, ready: `${url}/readyz` },
    states: running.servesStates ? `${url}/_concordat/states` : null,
    docs: running.servesDocs ? `${url}/docs/` : null,
    store,
    demo: demo ?? null,
  }
}

/** Describes a running server for people. */
export function renderRunning(description: RunningDescription): string {
  const { apis, health, states, docs, store, demo } = description
  const lines = [
    `The four APIs are served at ${description.url}`,
    '',
    ...apiNames.map((name) => `  ${name.padEnd(13)}${apis[name].url}`),
    '',
    `  ${'health'.padEnd(13)}${health.live}, ${health.ready}`,
    ...(states ? [`  ${'states'.padEnd(13)}${states}`] : []),
    ...(docs ? [`  ${'docs'.padEnd(13)}${docs}`] : []),
    `  ${'store'.padEnd(13)}${store.kind}, ${store.location}`,
  ]
  if (demo)
    lines.push('', 'Demo world', '', ...apiNames.flatMap((name) => demoLines(name, demo[name])))
  return `${[...lines, '', 'Stop with Ctrl-C.'].join('\n')}\n`
}

function demoLines(name: ApiName, api: DemoApi): string[] {
  const entries = Object.entries({ ...api.credentials, ...api.params, ...api.more })
  return entries.map(([key, value], index) => {
    const label = (index === 0 ? name : '').padEnd(13)
    return `  ${label}${key.padEnd(24)}${typeof value === 'string' ? value : JSON.stringify(value)}`
  })
}
