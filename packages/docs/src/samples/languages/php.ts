import type { HeaderValue } from '../request-of.ts'
import { phpText } from './quote.ts'
import { bodyText, type SampleLanguage } from './sample-language.ts'

/** PHP without extensions. */
export const php: SampleLanguage = {
  id: 'php',
  label: 'PHP',
  highlight: 'php',
  isTested: true,
  write(request) {
    const { method, url, headers, token } = request
    const body = bodyText(request)
    const first = token
      ? [
          `$answer = file_get_contents(${phpText(token.url)}, false, stream_context_create(['http' => [`,
          `  'method' => 'POST',`,
          `  'header' => ['Content-Type: application/x-www-form-urlencoded'],`,
          `  'content' => ${phpText(token.body)},`,
          `]]));`,
          `$token = json_decode($answer, true)['access_token'];`,
          '',
        ]
      : []
    return [
      '<?php',
      ...first,
      `$context = stream_context_create(['http' => [`,
      `  'method' => ${phpText(method)},`,
      ...(headers.length === 0
        ? []
        : [
            `  'header' => [`,
            ...headers.map(([name, value]) => `    ${headerText(name, value)},`),
            '  ],',
          ]),
      ...(body === undefined ? [] : [`  'content' => ${phpText(body)},`]),
      `  'ignore_errors' => true,`,
      ']]);',
      `$body = file_get_contents(${phpText(url)}, false, $context);`,
      'echo $http_response_header[0], "\\n", $body;',
    ].join('\n')
  },
}

function headerText(name: string, value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return phpText(`${name}: ${value.text}`)
    case 'token':
      return `${phpText(`${name}: Bearer `)} . $token`
    case 'basic':
      return `${phpText(`${name}: Basic `)} . base64_encode(${phpText(`${value.username}:${value.password}`)})`
  }
}
