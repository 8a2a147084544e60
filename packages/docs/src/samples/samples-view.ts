import type { OperationModel } from '@concordat/model'
import { highlight } from '../html/highlight.ts'
import { type Html, html } from '../html/html.ts'
import { writeTypescript } from './languages/typescript.ts'
import { sampleLanguages } from './sample-languages.ts'
import { type SampleSource, sampleRequest } from './sample-request.ts'

/** One sample in one language. */
export interface Sample {
  readonly id: string
  readonly label: string
  readonly highlight: string
  readonly isTested: boolean
  readonly code: string
}

/** What a sample of the generated client needs to know. */
export interface ClientPackage {
  readonly name: string
  /** Where the API runs for the reader, when that is not the document's server. */
  readonly baseUrl?: string
}

/** The samples of an operation, or in words why it has none. */
export async function samplesOf(
  operation: OperationModel,
  source: SampleSource,
  client: ClientPackage,
): Promise<readonly Sample[] | string> {
  const request = await sampleRequest(operation, source)
  if (typeof request === 'string') return request
  return [
    {
      id: 'typescript',
      label: 'TypeScript',
      highlight: 'ts',
      isTested: true,
      code: writeTypescript(request, {
        packageName: client.name,
        operationId: operation.operationId,
        ...(client.baseUrl === undefined ? {} : { baseUrl: client.baseUrl }),
      }),
    },
    ...sampleLanguages.map((language) => ({
      id: language.id,
      label: language.label,
      highlight: language.highlight,
      isTested: language.isTested,
      code: language.write(request),
    })),
  ]
}

/** Samples as tabs that work without a script: each tab is a choice of one group. */
export function samplesView(samples: readonly Sample[] | string, anchor: string): Html {
  if (typeof samples === 'string') {
    return html`<p class="facts" data-no-sample="${anchor}">No sample: ${samples}</p>`
  }
  return html`<fieldset class="samples"><legend class="hidden">Language of the sample</legend>
    <div class="tabs">${samples.map(
      ({ id, label }, index) =>
        html`<label><input type="radio" name="sample-${anchor}" value="${id}"${index === 0 && html` checked`}>${label}</label>`,
    )}</div>
    ${samples.map(
      ({ id, label, code, highlight: grammar, isTested }) =>
        html`<div class="sample" data-language="${id}"><div class="code"><pre tabindex="0" aria-label="${label}"><code>${highlight(code, grammar)}</code></pre></div>${!isTested && html`<p class="untested">No test runs this language.</p>`}</div>`,
    )}
  </fieldset>`
}
