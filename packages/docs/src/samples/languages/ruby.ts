import type { HeaderValue } from '../request-of.ts'
import { rubyText } from './quote.ts'
import { bodyText, type SampleLanguage } from './sample-language.ts'

export const ruby: SampleLanguage = {
  id: 'ruby',
  label: 'Ruby',
  highlight: 'ruby',
  isTested: true,
  write(request) {
    const { method, url, headers, token } = request
    const body = bodyText(request)
    const kind = method[0] + method.slice(1).toLowerCase()
    const first = token
      ? [
          `answer = Net::HTTP.post(URI(${rubyText(token.url)}), ${rubyText(token.body)},`,
          `                        'Content-Type' => 'application/x-www-form-urlencoded')`,
          `token = JSON.parse(answer.body)['access_token']`,
          '',
        ]
      : []
    return [
      ...(token ? [`require 'json'`] : []),
      `require 'net/http'`,
      '',
      ...first,
      `uri = URI(${rubyText(url)})`,
      `request = Net::HTTP::${kind}.new(uri)`,
      ...headers.map(([name, value]) => headerLine(name, value)),
      ...(body === undefined ? [] : [`request.body = ${rubyText(body)}`]),
      `response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') do |http|`,
      '  http.request(request)',
      'end',
      'puts response.code, response.body',
    ].join('\n')
  },
}

function headerLine(name: string, value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return `request[${rubyText(name)}] = ${rubyText(value.text)}`
    case 'token':
      return `request[${rubyText(name)}] = 'Bearer ' + token`
    case 'basic':
      return `request.basic_auth(${rubyText(value.username)}, ${rubyText(value.password)})`
  }
}
