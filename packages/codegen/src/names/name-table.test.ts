import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isIdentifier } from '../code-writer.ts'
import { identifierFor } from './identifier.ts'
import { NameTable } from './name-table.ts'

describe('identifierFor', () => {
  it.each([
    ['listUsers', 'listUsers', 'listUsers'],
    ['repos/list-all', 'reposListAll', 'ReposListAll'],
    ['List users', 'listUsers', 'ListUsers'],
    ['HTTP list', 'httpList', 'HTTPList'],
    ['class', 'class_', 'Class'],
    ['2fa', '_2fa', '_2fa'],
    ['', '_', '_'],
    ['é', 'e', 'E'],
    ['😀', 'u1F600', 'U1F600'],
    ['日本', 'u65E5U672C', 'U65E5U672C'],
    ['__proto__', '__proto___', '__proto___'],
    ['.GetLocales', 'getLocales', 'GetLocales'],
  ])('makes %j into %s and %s', (name, camel, pascal) => {
    expect(identifierFor(name, 'camel')).toBe(camel)
    expect(identifierFor(name, 'pascal')).toBe(pascal)
  })
})

describe('NameTable', () => {
  it('lets a name that is an identifier keep it, wherever it stands', () => {
    const table = new NameTable(['list-users', 'listUsers'], { style: 'camel' })
    expect(table.get('listUsers')).toBe('listUsers')
    expect(table.get('list-users')).toBe('listUsers2')
  })

  it('numbers names that clash, in document order', () => {
    const table = new NameTable(['a b', 'a-b', 'a_b', 'v1', 'v 1'], { style: 'camel' })
    expect(['a b', 'a-b', 'a_b', 'v1', 'v 1'].map((name) => table.get(name))).toEqual([
      'aB',
      'aB2',
      'a_b',
      'v1',
      'v1_2',
    ])
  })

  it('leaves reserved names alone', () => {
    const table = new NameTable(['operations'], { style: 'camel', reserved: ['operations'] })
    expect(table.get('operations')).toBe('operations2')
  })

  it('gives each name one identifier of its own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), (names) => {
        const table = new NameTable(names, { style: 'pascal' })
        const made = names.map((name) => table.get(name))
        expect(new Set(made).size).toBe(names.length)
        expect(made.every(isIdentifier)).toBe(true)
      }),
    )
  })
})
