import type { HeaderValue } from '../request-of.ts'
import { powershellText } from './quote.ts'
import { bodyText, headersWithout, type SampleLanguage } from './sample-language.ts'

/** PowerShell 7. No test runs it: Debian has none. */
export const powershell: SampleLanguage = {
  id: 'powershell',
  label: 'PowerShell',
  highlight: 'powershell',
  isTested: false,
  write(request) {
    const { method, url, token } = request
    const body = bodyText(request)
    const type = request.headers.find(([name]) => name === 'Content-Type')?.[1]
    const headers = headersWithout(request, 'Content-Type')
    const first = token
      ? [
          '$answer = Invoke-RestMethod `',
          `  -Uri ${powershellText(token.url)} \``,
          '  -Method POST `',
          "  -ContentType 'application/x-www-form-urlencoded' `",
          `  -Body ${powershellText(token.body)}`,
          '$token = $answer.access_token',
          '',
        ]
      : []
    const options = [
      '$response = Invoke-WebRequest',
      `-Uri ${powershellText(url)}`,
      `-Method ${method}`,
      ...(headers.length === 0
        ? []
        : [
            `-Headers @{\n${headers.map(([name, value]) => `    ${powershellText(name)} = ${headerText(value)}`).join('\n')}\n  }`,
            '-SkipHeaderValidation',
          ]),
      ...(type?.kind === 'text' && body !== undefined
        ? [`-ContentType ${powershellText(type.text)}`]
        : []),
      ...(body === undefined ? [] : [`-Body ${powershellText(body)}`]),
      '-SkipHttpErrorCheck',
    ]
    return [...first, options.join(' `\n  '), '$response.StatusCode, $response.Content'].join('\n')
  },
}

function headerText(value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return powershellText(value.text)
    case 'token':
      return `'Bearer ' + $token`
    case 'basic':
      return `'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(${powershellText(`${value.username}:${value.password}`)}))`
  }
}
