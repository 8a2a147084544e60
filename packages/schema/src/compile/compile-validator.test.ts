import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as s from '../index.ts'

interface Branch {
  kind: 'branch'
  parts: Node[]
}
type Node = Branch | { kind: 'leaf'; value: number }

const base = z.object({ note: z.string().optional() })
const Leaf = s.allOf([base, z.object({ kind: z.literal('leaf'), value: s.integer() })])
const Branch = s.allOf([
  base,
  z.object({
    kind: z.literal('branch'),
    parts: z.array(s.lazy<Node>((): z.ZodType => Node)).min(1),
  }),
])
const Node = z.discriminatedUnion('kind', [Leaf, Branch])

const Tree = z.object({
  value: z.string(),
  get children(): z.ZodOptional<z.ZodArray<typeof Tree>> {
    return z.array(Tree).optional()
  },
})

function bothSay(schema: z.ZodType, value: unknown) {
  const plain = schema.safeParse(value)
  const compiled = s.compileValidator(schema).safeParse(value)
  expect(compiled.success).toBe(plain.success)
  if (plain.success && compiled.success) expect(compiled.data).toEqual(plain.data)
  return plain.success
}

describe('compileValidator', () => {
  it('tells options of a union apart that are put together from several schemas', () => {
    expect(bothSay(Node, { kind: 'leaf', value: 1, extra: true })).toBe(true)
    expect(bothSay(Node, { kind: 'branch', parts: [{ kind: 'leaf', value: 1 }] })).toBe(true)
    expect(bothSay(Node, { kind: 'branch', parts: [{ kind: 'leaf', value: 1.5 }] })).toBe(false)
    expect(bothSay(Node, { kind: 'other' })).toBe(false)
  })

  it('does so behind checks, and where an option is named `constructor`', () => {
    const Checked = s.checked(z.object({ kind: z.literal('a') }), s.minProperties(2))
    const Own = s.ownProperties(
      z.object({ kind: z.literal('b'), constructor: z.string().optional() }),
    )
    const Union = z.discriminatedUnion('kind', [Checked, Own])
    expect(bothSay(Union, { kind: 'a', more: 1 })).toBe(true)
    expect(bothSay(Union, { kind: 'a' })).toBe(false)
    expect(bothSay(Union, { kind: 'b' })).toBe(true)
    expect(bothSay(Union, { kind: 'b', constructor: 1 })).toBe(false)
  })

  it('judges schemas that lead back to themselves', () => {
    expect(bothSay(Tree, { value: 'a', children: [{ value: 'b' }] })).toBe(true)
    expect(bothSay(Tree, { value: 'a', children: [{ value: 1 }] })).toBe(false)
  })

  it('keeps the checks of an exclusive union', () => {
    const schema = z.xor([z.string(), z.number()]).check(s.not(z.literal('a')))
    expect(bothSay(schema, 'b')).toBe(true)
    expect(bothSay(schema, 'a')).toBe(false)
    expect(bothSay(z.xor([z.object({}), z.object({ a: z.string() })]), { a: 'x' })).toBe(false)
  })

  it('refuses what is nested too deep to be judged', () => {
    let value: unknown = { value: 'end' }
    for (let depth = 0; depth < 50_000; depth += 1) value = { value: 'a', children: [value] }
    expect(s.compileValidator(Tree).safeParse(value)).toMatchObject({ success: false })
  })
})
