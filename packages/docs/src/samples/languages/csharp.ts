import type { HeaderValue } from '../request-of.ts'
import { csharpText } from './quote.ts'
import { headersWithout, type SampleLanguage } from './sample-language.ts'

/** C# with top-level statements. */
export const csharp: SampleLanguage = {
  id: 'csharp',
  label: 'C#',
  highlight: 'csharp',
  isTested: true,
  write(request) {
    const { method, url, body, token } = request
    const usesBasic = request.headers.some(([, value]) => value.kind === 'basic')
    const type = request.headers.find(([name]) => name === 'Content-Type')?.[1]
    const lines = [
      'using System;',
      'using System.Net.Http;',
      ...(body === undefined && !token && !usesBasic ? [] : ['using System.Text;']),
      ...(token ? ['using System.Text.RegularExpressions;'] : []),
      '',
      'var client = new HttpClient();',
      ...(token
        ? [
            `var form = new StringContent(${csharpText(token.body)}, Encoding.UTF8, "application/x-www-form-urlencoded");`,
            `var answer = await client.PostAsync(${csharpText(token.url)}, form);`,
            `var token = Regex.Match(await answer.Content.ReadAsStringAsync(), "\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"").Groups[1].Value;`,
            '',
          ]
        : []),
      `var request = new HttpRequestMessage(new HttpMethod(${csharpText(method)}), ${csharpText(url)});`,
      ...headersWithout(request, 'Content-Type').map(
        ([name, value]) =>
          `request.Headers.TryAddWithoutValidation(${csharpText(name)}, ${headerText(value)});`,
      ),
      ...(body === undefined
        ? []
        : [`request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(${csharpText(body)}));`]),
      ...(body !== undefined && type?.kind === 'text'
        ? [
            `request.Content.Headers.TryAddWithoutValidation("Content-Type", ${csharpText(type.text)});`,
          ]
        : []),
      'var response = await client.SendAsync(request);',
      'Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());',
    ]
    return lines.join('\n')
  },
}

function headerText(value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return csharpText(value.text)
    case 'token':
      return '"Bearer " + token'
    case 'basic':
      return `"Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(${csharpText(`${value.username}:${value.password}`)}))`
  }
}
