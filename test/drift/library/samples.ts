/** A book that is not in the catalogue; another with each number. */
export function newBook(number = 1): Record<string, unknown> {
  return {
    title: 'Moss and Iron',
    authors: ['Pia Lindqvist', 'Tomas Rehn'],
    isbn: `97912345${String(number).padStart(5, '0')}`,
    genre: 'science',
    published: '2001-09-30',
    pages: 188,
    weight: 0.327,
    tags: ['moss', 'iron'],
    summary: 'What grows on bridges.',
  }
}

export const mergePatch = 'application/merge-patch+json'
