import { failureIds } from './describe-failure.ts'

/** What a kind of change is, for the people who read a finding. */
export interface ChangeKind {
  /** The `id` of changes of this kind. */
  readonly id: string
  /** What changed, in a few words. */
  readonly title: string
  /** Why it counts as it does. */
  readonly why: string
  /** What to do in its place; absent where nothing breaks. */
  readonly instead?: string
}

const bothSides =
  'Keep what was, and add the new beside it: a new operation, a new optional member, a new media type. Take the old away when its readers have moved, announced by `deprecated` and `x-sunset`.'

/** Kinds that have a name of their own, by it: title, why, what to do instead. */
const named: Readonly<Record<string, readonly [title: string, why: string, instead?: string]>> = {
  'document-removed': [
    'A document is gone',
    'None of its operations is documented any more.',
    bothSides,
  ],
  'document-added': ['A document is new', 'Nobody can depend on it yet.'],
  'operation-removed': [
    'An operation is gone',
    'Requests that were allowed are allowed nowhere in the new document. A removal that was announced (`deprecated`, and an `x-sunset` that has passed) counts as accepted.',
    bothSides,
  ],
  'operation-added': ['An operation is new', 'Nobody can depend on it yet.'],
  'operation-path-respelt': [
    'A literal path and a template took over from one another',
    'The same requests are allowed and answered alike, by another operation: code that is generated from the document calls another function.',
    'Keep the operation beside the other, with its own operationId.',
  ],
  'operation-id-changed': [
    'An operationId changed',
    'Generated code names functions and types by it. On the wire nothing changes.',
    'Keep the operationId; change summary and tags freely.',
  ],
  'operation-deprecated': [
    'An operation is deprecated',
    'It works as before, and its end is announced.',
  ],
  'operation-reactivated': ['An operation is no longer deprecated', 'It works as before.'],
  'operation-sunset-earlier': [
    'The day on which something ends was moved to an earlier one',
    'People planned for the day that was announced.',
    'Keep the day, or choose a later one.',
  ],
  'operation-sunset-unreadable': [
    '`x-sunset` is no date',
    'Nobody can tell when the end is, and no removal can count as announced.',
    'Write a date as RFC 3339 has it, for example `2027-03-31`.',
  ],
  'operation-sunset-missing': [
    'Something is deprecated, and no end is said',
    'The configuration asks that what is deprecated says when it ends.',
    'Add `x-sunset` with a date beside `deprecated: true`.',
  ],
  'operation-sunset-too-soon': [
    'The end of something is sooner than was agreed',
    'The configuration says how many days people have to move.',
    'Choose a later day for `x-sunset`.',
  ],
  'webhook-removed': ['A webhook is gone', 'What waits for it is called no longer.', bothSides],
  'webhook-added': ['A webhook is new', 'Nobody waits for it yet.'],
  'callback-removed': ['A callback is gone', 'What waits for it is called no longer.', bothSides],
  'server-path-removed': [
    'The API left a base path',
    'Requests to the former address reach nothing that is documented.',
    'List both addresses under `servers` until nobody uses the former.',
  ],
  'server-host-removed': [
    'The API left a host',
    'The same request to the former host is answered by another, or by nobody.',
    'List both hosts under `servers` until nobody uses the former.',
  ],
  'security-address-changed': [
    'Credentials come from another address',
    'Clients that ask the former address for tokens may get none.',
    'Answer, or redirect, at the former address, too.',
  ],
  'request-security-narrowed': [
    'More credentials or scopes are needed',
    'Requests with what was enough are refused (401 or 403). No value of the body shows that, so that it is argued.',
    'Add the new requirement as an alternative beside the old one.',
  ],
  'request-security-widened': [
    'Other credentials are enough, too',
    'Where the API is called, more requests are let in. Where the API calls (webhooks, callbacks), its receiver was promised other credentials.',
  ],
  'request-parameter-removed': [
    'A parameter is gone',
    'A query parameter that is not documented is not allowed; headers and cookies that are not documented are passed over. A webhook that no longer sends a required one breaks a promise.',
    'Keep it as an optional, deprecated parameter.',
  ],
  'request-parameter-added': [
    'A parameter is new',
    'It is optional. Only where the API calls (webhooks, callbacks), a query parameter that was not documented need not be taken.',
  ],
  'request-parameter-required': [
    'A parameter is required',
    'Requests without it were allowed and are refused. That there is a `default` changes nothing: required is required.',
    'Make it optional, with a `default`.',
  ],
  'request-parameter-optional': [
    'A parameter is no longer required',
    'More requests are allowed. A webhook that does not always send it breaks a promise.',
  ],
  'request-parameter-regrouped': [
    'An object and parameters of their own are exchanged',
    'Exploded `form` and `deepObject` write each member as a parameter of its own: the requests are the same. Generated code names them.',
  ],
  'request-parameter-style-changed': [
    'A parameter is written in another style',
    'The same value has another text, which the other side reads otherwise.',
    'Add a new parameter with the new style.',
  ],
  'request-parameter-empty-refused': [
    'A parameter can no longer be sent without a value',
    '`allowEmptyValue` is gone, and an empty text does not meet the schema.',
  ],
  'path-parameter-renamed': [
    'A variable of a path has another name',
    'Only its position is on the wire. Generated code names it.',
    'Keep the name.',
  ],
  'request-body-removed': [
    'The request body is gone',
    'A request that has one is no longer documented.',
    bothSides,
  ],
  'request-body-added': ['A request can have a body', 'Requests without one are allowed still.'],
  'request-body-required': [
    'A request body is required',
    'Requests without one were allowed and are refused.',
    'Let it be optional.',
  ],
  'request-body-optional': [
    'The request body is no longer required',
    'More requests are allowed. A webhook that can lack its body breaks a promise.',
  ],
  'request-media-type-removed': [
    'A media type of requests is gone',
    'Requests of that media type are refused (415).',
    'Keep it beside the new one.',
  ],
  'request-media-type-added': [
    'A media type of requests is new',
    'Nobody has to use it. Where the API calls, its receiver need not read it.',
  ],
  'request-encoding-changed': [
    'A member of a form is written otherwise',
    'The same value has another text or media type, which the other side reads otherwise. Where none is said, the one that OpenAPI gives to the type of the member holds.',
  ],
  'request-part-header-required': [
    'A part of a form must have a header',
    'Parts without it were allowed and are refused.',
  ],
  'request-default-changed': [
    'A default changed',
    'The same request, without the value, is treated in another way. No schema shows that, so that it is argued.',
    'Keep the default, and let clients say what they want.',
  ],
  'response-status-added': [
    'An answer with a new status that is no error',
    'Clients need not know it. Errors (4xx, 5xx) have to be expected by every client (RFC 9110, section 15).',
    bothSides,
  ],
  'response-error-added': [
    'An error is documented',
    'Every client has to expect errors (RFC 9110, section 15).',
  ],
  'response-status-removed': [
    'A status is gone',
    'Clients that know it wait in vain, and lose nothing. The answer of a webhook that its receiver may give, and that is no longer taken, breaks.',
  ],
  'response-success-removed': [
    'No success is documented any more',
    'No request is promised to succeed.',
  ],
  'response-media-type-removed': [
    'A media type of answers is gone',
    'A client that asks for it gets it no longer.',
    'Keep it beside the new one.',
  ],
  'response-media-type-added': [
    'A media type of answers is new',
    'A client gets it only where it asks for it.',
  ],
  'response-header-added': [
    'A header of answers is new',
    'Clients pass over headers that they do not know.',
  ],
  'response-header-removed': [
    'A header of answers is gone that was not promised',
    'It was optional: clients had to do without it.',
  ],
  'response-header-optional': [
    'A header of answers is no longer promised',
    'Clients that read it find nothing.',
    'Keep it required.',
  ],
  'response-header-style-changed': [
    'A header is written in another way',
    'The same value has another text.',
  ],
  'request-member-added': [
    'A member of requests is new',
    'It is optional, and the object was open.',
  ],
  'request-member-removed': [
    'A member of requests is no longer named',
    'The object is open: it is still allowed, and nothing is said of it.',
  ],
  'response-member-added': [
    'A member of answers is new',
    'The object was open: clients pass over members that they do not know.',
  ],
  'response-member-removed': [
    'An optional member of answers is no longer named',
    'Clients had to do without it.',
  ],
  'request-xml-changed': [
    'A member is written otherwise in XML',
    'The same value has another XML text.',
  ],
  'response-xml-changed': [
    'A member is written otherwise in XML',
    'The same value has another XML text.',
  ],
  'request-not-proved': [
    'Something in requests changed, and it is not known whether it breaks',
    'Neither a value that shows it was found, nor a proof that there is none: patterns that are no regular expressions in the mathematical sense, `not` over rich schemas, alternatives that overlap.',
    'Read the two places; where nothing breaks, accept the change in the configuration.',
  ],
  'response-not-proved': [
    'Something in answers changed, and it is not known whether it breaks',
    'Neither a value that shows it was found, nor a proof that there is none.',
    'Read the two places; where nothing breaks, accept the change in the configuration.',
  ],
}

/** What a rule of schemas is about, by the middle of the ids of its changes. */
const rules: Readonly<Record<string, string>> = {
  type: 'the types that a value can have',
  enum: 'the values that are listed',
  minimum: 'the lower bound of a number',
  maximum: 'the upper bound of a number',
  'multiple-of': 'the steps of a number',
  'min-length': 'the least length of a text',
  'max-length': 'the greatest length of a text',
  pattern: 'the pattern of a text',
  format: 'the format of a text',
  content: 'what a text stands for (`contentEncoding`, `contentMediaType`)',
  'min-items': 'the least number of items',
  'max-items': 'the greatest number of items',
  'unique-items': 'whether items may be alike',
  items: 'the items of a list',
  contains: 'what a list must contain',
  required: 'which members must be there',
  members: 'which members can be there',
  'member-names': 'the names that members can have',
  'min-members': 'the least number of members',
  'max-members': 'the greatest number of members',
  excluded: 'what a value must not be (`not`)',
  alternative: 'the alternatives of a value (`oneOf`, `anyOf`)',
}

function ruleKinds(id: string): readonly ChangeKind[] {
  const about = rules[id] ?? id
  return [
    {
      id: `request-${id}-narrowed`,
      title: `Requests: ${about}: less is allowed`,
      why: 'Requests that were allowed are refused. One is shown.',
      instead: 'Take the old values still, or add a new member or operation for the new ones.',
    },
    {
      id: `request-${id}-widened`,
      title: `Requests: ${about}: more is allowed`,
      why: 'What was allowed is allowed still. In the body of a webhook or a callback, which the API sends, values are possible that were not.',
    },
    {
      id: `response-${id}-widened`,
      title: `Answers: ${about}: more is possible`,
      why: 'Answers are possible that clients never had to expect. One is shown.',
      instead:
        'Answer as before to those who ask as before: a new member, a new operation, or a new version.',
    },
    {
      id: `response-${id}-narrowed`,
      title: `Answers: ${about}: less is possible`,
      why: 'Clients get what they had to expect anyway. In the answer to a webhook or a callback, which the API takes, values are refused that were taken.',
    },
  ]
}

/** Every kind of change that a comparison can tell. */
export const changeKinds: readonly ChangeKind[] = [
  ...Object.entries(named).map(
    ([id, [title, why, instead]]): ChangeKind => ({
      id,
      title,
      why,
      ...(instead !== undefined && { instead }),
    }),
  ),
  ...failureIds.flatMap(ruleKinds),
]

/**
 * The page of a kind of change, in Markdown; nothing for an id that no change has.
 *
 * @example
 * ```ts
 * import { changeDocumentation } from '@concordat/compare'
 *
 * console.log(changeDocumentation('request-parameter-required'))
 * ```
 */
export function changeDocumentation(id: string): string | undefined {
  const kind = changeKinds.find((one) => one.id === id)
  if (!kind) return undefined
  const accept = `\`\`\`ts\nexport default defineConfig({\n  diff: { accept: [{ id: '${id}', reason: '...', by: '...', until: '2027-03-31' }] },\n})\n\`\`\``
  return `${[
    `# ${id}`,
    `${kind.title}.`,
    `## Why it counts as it does\n\n${kind.why}`,
    ...(kind.instead === undefined ? [] : [`## What to do instead\n\n${kind.instead}`]),
    `## To accept it\n\n${accept}`,
  ].join('\n\n')}\n`
}
