import { expect, test } from 'vitest'
import { isPaired, orderBounds } from './paired-bounds.ts'

test.each([
  ['endsOn', ['startsOn', 'name'], {}, true],
  ['maxPrice', ['minPrice'], {}, true],
  ['to', ['from'], {}, true],
  ['max_players', ['min_age'], {}, false],
  ['price', ['minPrice', 'maxPrice'], {}, false],
  ['expiresAt', [], { format: 'date-time' }, true],
  ['createdAt', ['updatedAt'], { format: 'date-time' }, false],
])('%s beside %j is bound by something else: %s %s', (name, siblings, schema, want) => {
  expect(isPaired(name, siblings, schema)).toBe(want)
})

test('what ends before it begins is turned around, and other members stay', () => {
  const members = { startsOn: '2024-05-02', endsOn: '2024-05-01', minAge: 9, maxAge: 3, toys: 1 }
  orderBounds(members)
  expect(members).toEqual({
    startsOn: '2024-05-01',
    endsOn: '2024-05-02',
    minAge: 3,
    maxAge: 9,
    toys: 1,
  })
})
