import type { HeaderValue } from '../request-of.ts'
import { javaText } from './quote.ts'
import type { SampleLanguage } from './sample-language.ts'

/** Java 11 or later. */
export const java: SampleLanguage = {
  id: 'java',
  label: 'Java',
  highlight: 'java',
  isTested: true,
  write({ method, url, headers, body, token }) {
    const usesBasic = headers.some(([, value]) => value.kind === 'basic')
    const publisher = body === undefined ? 'noBody()' : `ofString(${javaText(body)})`
    const imports = [
      'java.net.URI',
      'java.net.http.HttpClient',
      'java.net.http.HttpRequest',
      'java.net.http.HttpResponse',
      ...(usesBasic ? ['java.util.Base64'] : []),
      ...(token ? ['java.util.regex.Pattern'] : []),
    ].map((name) => `import ${name};`)
    const first = token
      ? [
          `    var answer = client.send(HttpRequest.newBuilder(URI.create(${javaText(token.url)}))`,
          `        .header("Content-Type", "application/x-www-form-urlencoded")`,
          `        .POST(HttpRequest.BodyPublishers.ofString(${javaText(token.body)}))`,
          `        .build(), HttpResponse.BodyHandlers.ofString());`,
          `    var found = Pattern.compile("\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"").matcher(answer.body());`,
          `    if (!found.find()) throw new IllegalStateException(answer.body());`,
          '',
        ]
      : []
    return [
      ...imports,
      '',
      'public class Sample {',
      '  public static void main(String[] args) throws Exception {',
      '    var client = HttpClient.newHttpClient();',
      ...first,
      `    var request = HttpRequest.newBuilder(URI.create(${javaText(url)}))`,
      ...headers.map(([name, value]) => `        .header(${javaText(name)}, ${headerText(value)})`),
      `        .method(${javaText(method)}, HttpRequest.BodyPublishers.${publisher})`,
      '        .build();',
      '    var response = client.send(request, HttpResponse.BodyHandlers.ofString());',
      '    System.out.println(response.statusCode() + " " + response.body());',
      '  }',
      '}',
    ].join('\n')
  },
}

function headerText(value: HeaderValue): string {
  switch (value.kind) {
    case 'text':
      return javaText(value.text)
    case 'token':
      return '"Bearer " + found.group(1)'
    case 'basic':
      return `"Basic " + Base64.getEncoder().encodeToString(${javaText(`${value.username}:${value.password}`)}.getBytes("UTF-8"))`
  }
}
