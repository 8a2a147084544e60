export interface Book {
  id: number
  title: string
  authors: string[]
  isbn: string
  genre: string
  published: string
  pages?: number
  weight?: number
  tags?: string[]
  summary?: string | null
  available: boolean
  contributor: string
  rating: number | null
  addedAt: string
}

export interface Loan {
  id: number
  bookId: number
  days: number
  note: string | null
  borrowedOn: string
  dueOn: string
  status: 'active' | 'overdue'
}

export interface Member {
  name: string
  email: string
  card: string
  since: string
}

export interface LibraryState {
  books: Map<number, Book>
  /** Loans with the login of the member who has them. */
  loans: Map<
    number,
    { member: string; bookId: number; days: number; note: string | null; borrowedOn: string }
  >
  nextBook: number
  nextLoan: number
  requests: number
  windowEnds: number
}

export const members: Readonly<Record<string, Member>> = {
  ann: {
    name: 'Ann Marsh',
    email: 'ann@library.example',
    card: '5a4f3c0e-7d1b-4c5e-9a41-0f3d2b6c8e11',
    since: '2019-04-02',
  },
  ben: {
    name: 'Ben Holt',
    email: 'ben@library.example',
    card: 'c1d0a7b2-3e64-4f0b-8f5d-7a9e1c2b3d44',
    since: '2021-11-30',
  },
}

/** Login by token. */
export const tokens: Readonly<Record<string, string>> = {
  lib_4f9d2c71ab03e6588: 'ann',
  lib_b81e60f7d9aa12c4f: 'ben',
}

const day = 86_400_000

export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

const titles = [
  'A Field of Larks',
  'Bread and Granite',
  'Cartographers of Fog',
  'Dust on the Viola',
  'Eleven Harbours',
  'Ferns',
  'Gale Warning',
  'Hours of Ivory',
  'Inland Tides',
  'Juniper Road',
  'Kites over Oslo',
  'Lanterns',
  'Marrow',
  'Northern Bees',
  'On Small Rivers',
  'Paper Mountains',
  'Quartz',
  'Riddles for Winter',
  'Salt Letters',
  'The Apple Clock',
  'Under Tin Roofs',
  'Vagrant Stars',
  'Walking to Ghent',
  'Yarrow',
  'Zinc',
]
const genres = ['fiction', 'history', 'science', 'travel', 'children']
const authors = ['Mara Quill', 'Teodor Brandt', 'Ines Calloway', 'Yusuf Adair']

function seedBook(index: number): Book {
  const id = index + 1
  return {
    id,
    title: titles[index] ?? '',
    authors: index % 4 === 0 ? [authors[0] ?? '', authors[2] ?? ''] : [authors[index % 4] ?? ''],
    isbn: `978${String(4_000_000_017 + index * 9_731)}`,
    genre: genres[(index * 3) % 5] ?? '',
    published: `${1921 + ((index * 17) % 97)}-${String((index % 12) + 1).padStart(2, '0')}-${String(((index * 5) % 28) + 1).padStart(2, '0')}`,
    ...(index % 6 === 5 ? {} : { pages: 90 + ((index * 53) % 700) }),
    ...(index % 5 === 4 ? {} : { weight: (20 + index * 7) / 100 }),
    ...(index % 3 === 0 ? { tags: ['shelf-a', `n${id}`] } : {}),
    ...(index % 4 === 1
      ? { summary: null }
      : index % 4 === 2
        ? { summary: `About ${titles[index] ?? ''}.` }
        : {}),
    available: true,
    contributor: (index % 2 === 0 ? members.ann : members.ben)?.name ?? '',
    rating: index % 3 === 1 ? null : 1 + ((index * 7) % 9) / 2,
    addedAt: new Date(Date.UTC(2024, index % 12, (index % 27) + 1, 9, index)).toISOString(),
  }
}

export function seedLibrary(): LibraryState {
  const books = new Map(titles.map((_, index) => [index + 1, seedBook(index)]))
  const loans: LibraryState['loans'] = new Map()
  const lend = (id: number, member: string, bookId: number, daysAgo: number): void => {
    loans.set(id, {
      member,
      bookId,
      days: 14,
      note: id % 3 === 0 ? null : `Loan ${id}`,
      borrowedOn: dateAfter(today(), -daysAgo),
    })
    const book = books.get(bookId)
    if (book) book.available = false
  }
  for (const [index, bookId] of [2, 4, 6, 8].entries()) {
    lend(index * 2 + 1, 'ann', bookId, index === 0 ? 40 : index)
  }
  for (const [index, bookId] of [9, 10, 11].entries()) {
    lend(index * 2 + 2, 'ben', bookId, index === 1 ? 30 : index)
  }
  return {
    books,
    loans,
    nextBook: titles.length + 1,
    nextLoan: 9,
    requests: 0,
    windowEnds: Date.now() + 3_600_000,
  }
}

/** A loan as its member sees it. */
export function showLoan(state: LibraryState, id: number): Loan | undefined {
  const loan = state.loans.get(id)
  if (!loan) return undefined
  const { member: _, ...shown } = loan
  const dueOn = dateAfter(loan.borrowedOn, loan.days)
  return { id, ...shown, dueOn, status: dueOn < today() ? 'overdue' : 'active' }
}
