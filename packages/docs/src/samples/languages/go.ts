import type { HeaderValue } from '../request-of.ts'
import { goText } from './quote.ts'
import { bodyText, type SampleLanguage } from './sample-language.ts'

export const go: SampleLanguage = {
  id: 'go',
  label: 'Go',
  highlight: 'go',
  isTested: true,
  write(request) {
    const { method, url, headers, token } = request
    const body = bodyText(request)
    const imports = [
      ...(token ? ['encoding/json'] : []),
      'fmt',
      'io',
      'net/http',
      ...(body === undefined && !token ? [] : ['strings']),
    ].map((name) => `\t"${name}"`)
    const first = token
      ? [
          `\tanswer, err := http.Post(${goText(token.url)}, "application/x-www-form-urlencoded", strings.NewReader(${goText(token.body)}))`,
          ...stop,
          '\tvar token struct {',
          '\t\tValue string `json:"access_token"`',
          '\t}',
          '\tif err := json.NewDecoder(answer.Body).Decode(&token); err != nil {',
          '\t\tpanic(err)',
          '\t}',
          '',
        ]
      : []
    return [
      'package main',
      '',
      'import (',
      ...imports,
      ')',
      '',
      'func main() {',
      ...first,
      `\trequest, err := http.NewRequest(${goText(method)}, ${goText(url)}, ${body === undefined ? 'nil' : `strings.NewReader(${goBody(body)})`})`,
      ...stop,
      ...headers.map(([name, value]) => `\t${headerLine(name, value)}`),
      '\tresponse, err := http.DefaultClient.Do(request)',
      ...stop,
      '\tdefer response.Body.Close()',
      '\tbody, err := io.ReadAll(response.Body)',
      ...stop,
      '\tfmt.Println(response.StatusCode, string(body))',
      '}',
    ].join('\n')
  },
}

const stop = ['\tif err != nil {', '\t\tpanic(err)', '\t}']

/** Long JSON in back quotes, which have no escapes, unless it holds one itself. */
function goBody(body: string): string {
  return body.includes('\n') && !/[`\r]/.test(body) ? `\`${body}\`` : goText(body)
}

function headerLine(name: string, value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return `request.Header.Set(${goText(name)}, ${goText(value.text)})`
    case 'token':
      return `request.Header.Set(${goText(name)}, "Bearer "+token.Value)`
    case 'basic':
      return `request.SetBasicAuth(${goText(value.username)}, ${goText(value.password)})`
  }
}
