import type { SchemaModel } from '@concordat/model'
import type { ConsoleData, ConsoleOperation } from '../console/console-data.ts'
import { textOfValue, valueOfText } from '../console/console-input.ts'
import { curl } from '../samples/languages/curl.ts'
import { writeTypescript } from '../samples/languages/typescript.ts'
import { type PreparedCall, requestOf } from '../samples/request-of.ts'
import type { SampleInput } from '../samples/sample-input.ts'
import { answerView } from './console-answer.ts'
import { addCopyButtons } from './copy-buttons.ts'
import { CredentialFields } from './credential-fields.ts'
import { element } from './element.ts'

type Location = 'path' | 'query' | 'header' | 'cookie'

const places: Readonly<Record<Location, string>> = {
  path: 'Path',
  query: 'Query',
  header: 'Headers',
  cookie: 'Cookies',
}

/** The form of one API. What is entered lives in its fields, and nowhere else. */
export class ConsoleForm {
  readonly #data: ConsoleData
  readonly #schemaAt: (pointer: string) => SchemaModel
  readonly #choice: HTMLSelectElement
  readonly #server: HTMLInputElement
  readonly #credentials: CredentialFields
  readonly #fields = element('div', { class: 'fields' })
  readonly #samples = element('div', { class: 'as-code' })
  readonly #answer = element('div', { class: 'answer', role: 'status' })
  readonly #send = element('button', { type: 'submit', class: 'send' }, 'Send')

  constructor(place: Element, data: ConsoleData, schemaAt: (pointer: string) => SchemaModel) {
    this.#data = data
    this.#schemaAt = schemaAt
    const options = data.operations.map(({ title, descriptor }) =>
      element(
        'option',
        { value: descriptor.operationId },
        `${title} (${descriptor.method} ${descriptor.path})`,
      ),
    )
    this.#choice = element('select', { id: 'console-operation' }, ...options)
    const list = element(
      'datalist',
      { id: 'console-servers' },
      ...data.servers.map((value) => element('option', { value })),
    )
    this.#server = element('input', {
      id: 'console-server',
      type: 'url',
      list: 'console-servers',
      required: '',
      spellcheck: 'false',
    })
    this.#server.value = data.servers[0] ?? ''
    this.#credentials = new CredentialFields(data.securitySchemes)
    const form = element(
      'form',
      { class: 'console', autocomplete: 'off' },
      field('Operation', this.#choice),
      element('div', {}, field('Server', this.#server), list),
      this.#credentials.element,
      this.#fields,
      element('p', { class: 'actions' }, this.#send),
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#call()
    })
    form.addEventListener('input', () => void this.#showSamples())
    this.#choice.addEventListener('change', () => {
      history.replaceState(null, '', `#operation/${this.#choice.value}`)
      this.#showOperation()
    })
    addEventListener('hashchange', () => this.#follow())
    place.replaceChildren(form, element('div', { class: 'outcome' }, this.#answer, this.#samples))
    this.#follow()
  }

  get #operation(): ConsoleOperation | undefined {
    return this.#data.operations.find(
      ({ descriptor }) => descriptor.operationId === this.#choice.value,
    )
  }

  #follow(): void {
    const wanted = decodeURIComponent(location.hash).replace(/^#operation\//, '')
    if (this.#data.operations.some(({ descriptor }) => descriptor.operationId === wanted)) {
      this.#choice.value = wanted
    }
    this.#showOperation()
  }

  #showOperation(): void {
    const operation = this.#operation
    if (!operation) return
    const { descriptor, parameters, body, href } = operation
    this.#credentials.show(descriptor.security ?? [])
    const groups = (Object.keys(places) as Location[]).flatMap((where) => {
      const own = parameters.filter((one) => one.in === where)
      if (own.length === 0) return []
      return [
        group(
          places[where],
          ...own.map(({ name, value }) => {
            const declared = descriptor.parameters?.find(
              (one) => one.name === name && one.in === where,
            )
            const input = element('input', {
              name: `${where} ${name}`,
              spellcheck: 'false',
              ...(declared?.required ? { required: '' } : {}),
            })
            input.value = textOfValue(value)
            return field(name, input, declared?.required === true)
          }),
        ),
      ]
    })
    this.#fields.replaceChildren(
      element('p', { class: 'facts' }, element('a', { href }, 'What it does')),
      ...groups,
      ...(body ? [this.#bodyFields(operation)] : []),
    )
    this.#answer.replaceChildren()
    void this.#showSamples()
  }

  #bodyFields({ descriptor, body }: ConsoleOperation): HTMLElement {
    const types = Object.keys(descriptor.body?.content ?? {})
    const choice = element(
      'select',
      { name: 'media type' },
      ...types.map((type) => element('option', { value: type }, type)),
    )
    if (body?.mediaType !== undefined) choice.value = body.mediaType
    else if (types.includes('application/json')) choice.value = 'application/json'
    const text = element('textarea', { name: 'body', rows: '8', spellcheck: 'false' })
    text.value = textOfValue(body?.value, 2)
    const file = element('input', { name: 'file', type: 'file' })
    return group(
      'Body',
      field('Media type', choice),
      field('Content', text),
      field('or a file', file),
    )
  }

  /** The input as the client takes it; fields that are empty are left out. */
  #input({ descriptor }: ConsoleOperation): SampleInput {
    const sections: Partial<Record<Location, Record<string, unknown>>> = {}
    for (const input of this.#fields.querySelectorAll<HTMLInputElement>('input[name]')) {
      const [where, ...rest] = input.name.split(' ')
      const declared = descriptor.parameters?.find(
        (one) => one.in === where && one.name === rest.join(' '),
      )
      if (!declared || (input.value === '' && !declared.required)) continue
      sections[declared.in] = {
        ...sections[declared.in],
        [declared.name]: valueOfText(input.value, declared),
      }
    }
    const text = this.#fields.querySelector<HTMLTextAreaElement>('textarea')
    if (!text) return sections
    const mediaType = this.#fields.querySelector('select')?.value ?? ''
    const [file] = this.#fields.querySelector<HTMLInputElement>('input[type="file"]')?.files ?? []
    if (text.value === '' && !file) return sections
    const typed = Object.keys(descriptor.body?.content ?? {}).length > 1 ? { mediaType } : {}
    return { ...sections, body: file ?? bodyOf(text.value, mediaType), ...typed }
  }

  #prepared(operation: ConsoleOperation): PreparedCall {
    return {
      descriptor: operation.descriptor,
      securitySchemes: this.#data.securitySchemes,
      baseUrl: this.#server.value.replace(/\/+$/, ''),
      input: this.#input(operation),
      auth: {},
    }
  }

  async #showSamples(): Promise<void> {
    const operation = this.#operation
    if (!operation) return
    const prepared = this.#prepared(operation)
    const request = await requestOf({
      ...prepared,
      ...this.#credentials.forSamples(prepared.baseUrl ?? ''),
    })
    if (typeof request === 'string') {
      this.#samples.replaceChildren(element('p', { class: 'facts' }, request))
      return
    }
    const client = writeTypescript(request, {
      packageName: this.#data.packageName,
      operationId: operation.descriptor.operationId,
      ...(prepared.baseUrl === undefined ? {} : { baseUrl: prepared.baseUrl }),
    })
    this.#samples.replaceChildren(
      element('h2', {}, 'The same call'),
      code('curl', curl.write(request)),
      code('TypeScript', client),
    )
    addCopyButtons(this.#samples)
  }

  async #call(): Promise<void> {
    const operation = this.#operation
    if (!operation) return
    this.#send.disabled = true
    this.#answer.replaceChildren(element('p', { class: 'facts' }, 'Waiting for the answer…'))
    const view = await answerView(
      this.#prepared(operation),
      this.#credentials.forClient(),
      operation,
      this.#schemaAt,
    )
    this.#answer.replaceChildren(element('h2', {}, 'The answer'), ...view)
    this.#send.disabled = false
  }
}

/** What a body's text stands for: JSON where the media type says so, and for forms. */
function bodyOf(text: string, mediaType: string): unknown {
  if (!/json|urlencoded|multipart/.test(mediaType)) return text
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is sent as it stands, so that a reader can see what the server says to it.
    return new Blob([text], { type: mediaType })
  }
}

let count = 0

function field(label: string, input: HTMLElement, required = false): HTMLElement {
  count += 1
  const id = input.id || `console-field-${count}`
  input.id = id
  const mark = required ? [element('span', { class: 'required' }, ' required')] : []
  return element('p', { class: 'field' }, element('label', { for: id }, label, ...mark), input)
}

function group(title: string, ...children: HTMLElement[]): HTMLElement {
  return element('fieldset', {}, element('legend', {}, title), ...children)
}

function code(label: string, text: string): HTMLElement {
  const pre = element('pre', { tabindex: '0', 'aria-label': label }, element('code', {}, text))
  return element(
    'div',
    {},
    element('p', { class: 'label' }, label),
    element('div', { class: 'code' }, pre),
  )
}
