/**
 * What one concept is usually called. `*` stands for any letters; where `reads` is `names`, the whole name has to match,
 * whatever its case and without `_`, `-` and spaces; where it is `texts`, the words may stand anywhere and `*` is one word.
 */
export interface ConventionEntry {
  readonly reads: 'names' | 'texts'
  /** What is taken for granted of what matches; ends the sentence "`x` is taken for ...". */
  readonly meaning: string
  /** The likeliest first, where the order counts. */
  readonly words: readonly string[]
}

/** Every concept that a document has no keyword for, and by what the verifier knows it. */
export const conventionTable = {
  ids: {
    reads: 'names',
    meaning: 'the id of a thing',
    words: [
      'id',
      'uuid',
      'guid',
      'slug',
      'key',
      'code',
      'number',
      'name',
      'handle',
      'username',
    ].concat(['sku', 'isbn']),
  },
  limits: {
    reads: 'names',
    meaning: "the parameter that bounds a page's length",
    words: ['limit', 'per_page', 'page_size', 'size', 'max_results', 'take', 'top', '$top'].concat([
      'first',
      'page[size]',
      'page[limit]',
    ]),
  },
  offsets: {
    reads: 'names',
    meaning: 'the parameter that counts the items before a page',
    words: ['offset', 'skip', '$skip', 'start', 'start_index', 'from_index', 'page[offset]'],
  },
  'page-numbers': {
    reads: 'names',
    meaning: 'the parameter that numbers a page',
    words: ['page', 'page_number', 'page_no', 'p', 'page[number]'],
  },
  cursors: {
    reads: 'names',
    meaning: 'the parameter that says after what a page begins',
    words: [
      'cursor',
      'after',
      'page_token',
      'next_token',
      'continuation',
      'continuation_token',
    ].concat(['starting_after', 'marker', 'page[after]', 'page[cursor]']),
  },
  'next-cursors': {
    reads: 'names',
    meaning: 'the member that names the next page',
    words: [
      'next',
      'next_cursor',
      'next_page_token',
      'next_token',
      'next_page',
      'end_cursor',
    ].concat(['continuation', 'cursor']),
  },
  'more-flags': {
    reads: 'names',
    meaning: 'the member that says whether there are more pages',
    words: ['has_more', 'has_next', 'has_next_page', 'more'],
  },
  totals: {
    reads: 'names',
    meaning: 'the member that counts the items of all pages',
    words: ['total', 'total_count', 'total_items', 'total_results', 'total_elements'].concat([
      'total_records',
      'count_total',
    ]),
  },
  'page-counts': {
    reads: 'names',
    meaning: 'the member that counts the pages',
    words: ['total_pages', 'page_count', 'pages', 'last_page', 'num_pages'],
  },
  'sort-parameters': {
    reads: 'names',
    meaning: 'the parameter that names the order of a list',
    words: ['sort', 'sort_by', 'order_by', 'sort_field', 'sort_key'],
  },
  'sort-directions': {
    reads: 'names',
    meaning: 'the parameter that turns the order of a list',
    words: ['order', 'direction', 'dir', 'sort_order', 'sort_dir', 'sort_direction'].concat([
      'order_dir',
      'order_direction',
    ]),
  },
  'creation-times': {
    reads: 'names',
    meaning: 'the time at which a thing was made',
    words: ['created', 'added', 'placed', 'posted', 'published', 'booked', 'received', 'inserted']
      .concat(['registered', 'sent', 'made', 'opened'])
      .flatMap((verb) => ['at', 'on', 'date', 'time'].map((end) => `${verb}_${end}`)),
  },
  'change-times': {
    reads: 'names',
    meaning: 'the time of the last change',
    words: [
      'updated',
      'modified',
      'changed',
      'last_updated',
      'last_modified',
      'last_changed',
    ].flatMap((verb) => ['', '_at', '_on', '_time'].map((end) => `${verb}${end}`)),
  },
  constants: {
    reads: 'names',
    meaning: 'a member that never changes',
    words: ['id', 'uuid', 'guid', 'created', 'created_at', 'created_on', 'created_by'].concat([
      'creation_date',
      'creation_time',
    ]),
  },
  secrets: {
    reads: 'names',
    meaning: 'a secret',
    words: [
      'password',
      'passwd',
      'pass_hash',
      'password_hash',
      'password_digest',
      'password_salt',
    ].concat(['hashed_password', 'salt', 'private_key', 'secret_key', 'client_secret']),
  },
  owners: {
    reads: 'texts',
    meaning: 'a word about whose a thing is',
    words: [
      'owns',
      'owned',
      'owner',
      'owners',
      'ownership',
      'belong',
      'belongs',
      'belonging',
      'own',
    ]
      .concat([
        'your',
        'yours',
        'mine',
        'caller',
        "caller's",
        'callers',
        'current user',
        'logged-in',
      ])
      .concat(['another user', 'another caller', 'another account', 'another person'])
      .concat(['another customer', 'someone else', 'other user', 'other users', 'other caller'])
      .concat(['other callers', 'other account', 'other accounts', 'other people'])
      .concat(["another *'s", "other *'s", 'another *’s', 'other *’s', "other *'", 'other *’'])
      .concat(['of another *', 'by another *', 'from another *', 'to another *'])
      .concat(['of other *', 'by other *', 'from other *', 'to other *']),
  },
} as const satisfies Readonly<Record<string, ConventionEntry>>

/** Name of a concept that is known by what it is usually called. */
export type ConventionName = keyof typeof conventionTable
