/** What one sample of a vendor's documentation puts on the wire, host and placeholders aside. */
export interface SampleRequest {
  /** The vendor's operation and the sample's language. */
  readonly name: string
  /** Method and path behind the prefix of the API. */
  readonly requestLine: string
  /** Header lines in the order in which the language's client sends them. */
  readonly headers: readonly string[]
  readonly body?: string
}

/** Values that the samples leave open. */
export interface SampleTarget {
  readonly host: string
  readonly token: string
}

/** The requests of IPRoyal's samples, as their clients write them to the socket. */
export function iproyalSamples({ host, token }: SampleTarget): readonly SampleRequest[] {
  const compact = '{"residential_user_hashes":["hash1","hash2","hash3"]}'
  const spaced = '{"residential_user_hashes": ["hash1", "hash2", "hash3"]}'
  const requestLine = 'DELETE /iproyal/v1/sessions'
  const authorization = `Authorization: Bearer ${token}`
  const json = 'Content-Type: application/json'
  return [
    {
      name: 'Remove Sessions, cURL',
      requestLine,
      headers: [
        `Host: ${host}`,
        'User-Agent: curl/7.88.1',
        'Accept: */*',
        authorization,
        json,
        'Content-Length: 53',
      ],
      body: compact,
    },
    {
      name: 'Remove Sessions, PHP',
      requestLine,
      headers: [`Host: ${host}`, 'Accept: */*', authorization, json, 'Content-Length: 53'],
      body: compact,
    },
    {
      name: 'Remove Sessions, Python',
      requestLine,
      headers: [
        `Host: ${host}`,
        'User-Agent: python-requests/2.34.2',
        'Accept-Encoding: gzip, deflate',
        'Accept: */*',
        'Connection: keep-alive',
        authorization,
        json,
        'Content-Length: 56',
      ],
      body: spaced,
    },
    {
      name: 'Remove Sessions, Node.js',
      requestLine,
      headers: [
        authorization,
        json,
        'Content-Length: 53',
        `Host: ${host}`,
        'Connection: keep-alive',
      ],
      body: compact,
    },
    {
      // Over plain HTTP, Java's client first asks for HTTP/2.
      name: 'Remove Sessions, Java',
      requestLine: 'POST /iproyal/v1/sessions',
      headers: [
        'Connection: Upgrade, HTTP2-Settings',
        'Content-Length: 56',
        `Host: ${host}`,
        'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
        'Upgrade: h2c',
        'User-Agent: Java-http-client/17.0.15',
        authorization,
        json,
        'X-HTTP-Method-Override: DELETE',
      ],
      body: spaced,
    },
    {
      name: 'Remove Sessions, Go',
      requestLine,
      headers: [
        `Host: ${host}`,
        'User-Agent: Go-http-client/1.1',
        'Content-Length: 53',
        authorization,
        json,
        'Accept-Encoding: gzip',
      ],
      body: compact,
    },
    {
      name: 'Remove Sessions, C#',
      requestLine,
      headers: [
        `Host: ${host}`,
        authorization,
        'Content-Type: application/json; charset=utf-8',
        'Content-Length: 53',
      ],
      body: compact,
    },
  ]
}

/** The request of Connhex's sample, which sends no credential, and the same with one. */
export function connhexSamples({ host, token }: SampleTarget) {
  const requestLine = 'DELETE /connhex/auth/sessions'
  const headers = [`Host: ${host}`, 'User-Agent: curl/7.88.1', 'Accept: application/json']
  return {
    asPrinted: { name: 'Disable my other sessions, cURL', requestLine, headers },
    withToken: {
      name: 'Disable my other sessions, cURL with a session token',
      requestLine,
      headers: [...headers, `X-Session-Token: ${token}`],
    },
  }
}

/** The requests of Cumulonimbus's samples, each by cURL and by fetch. */
export function cumulonimbusSamples({ host, token }: SampleTarget): readonly SampleRequest[] {
  const sessions = '/cumulonimbus/api/user/1234567890/sessions'
  const session = '/cumulonimbus/api/user/1234567890/session/1234567890'
  const bulkBody = '{"sessions":["1234567890","0987654321"]}'
  const operations = [
    { name: 'GET /user/:id/sessions', requestLine: `GET ${sessions}` },
    { name: 'GET /user/:id/session/:sid', requestLine: `GET ${session}` },
    { name: 'DELETE /user/:id/session/:sid', requestLine: `DELETE ${session}` },
    { name: 'DELETE /user/:id/sessions', requestLine: `DELETE ${sessions}`, body: bulkBody },
    { name: 'DELETE /user/:id/sessions/all', requestLine: `DELETE ${sessions}/all` },
  ]
  return operations.flatMap(({ name, requestLine, body }) => {
    const json = body === undefined ? [] : ['Content-Type: application/json']
    const length = body === undefined ? [] : [`content-length: ${body.length}`]
    const sent = { requestLine, ...(body !== undefined && { body }) }
    return [
      {
        ...sent,
        name: `${name}, cURL`,
        headers: [
          `Host: ${host}`,
          'User-Agent: curl/7.88.1',
          'Accept: */*',
          `Authorization: ${token}`,
          ...json,
          ...length.map((line) => line.replace('content-length', 'Content-Length')),
        ],
      },
      {
        ...sent,
        name: `${name}, JS Fetch`,
        headers: [
          `host: ${host}`,
          'connection: keep-alive',
          `Authorization: ${token}`,
          ...json,
          'accept: */*',
          'accept-language: *',
          'sec-fetch-mode: cors',
          'user-agent: node',
          'accept-encoding: gzip, deflate',
          ...length,
        ],
      },
    ]
  })
}

/** The request of senhasegura's sample: the page says no more than `DEL` and the path. */
export function senhaseguraSample({ host, token }: SampleTarget, sessionId: string): SampleRequest {
  return {
    name: 'Terminate a remote session',
    requestLine: `DELETE /senhasegura/api/pam/session/drop/${sessionId}`,
    headers: [
      `Host: ${host}`,
      'User-Agent: curl/7.88.1',
      'Accept: */*',
      `Authorization: Bearer ${token}`,
    ],
  }
}
