import { loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { expect, test } from 'vitest'
import { visibleText } from '../html/visible-text.ts'
import { hostileDocument } from '../samples/hostile-document.test-data.ts'
import { renderSite } from './render-site.ts'

const script = 'java\nscript:alert(1)'
const hidden = '\u001b[31mred\u202egnp.exe\u2066'

/** Every text that a document can hold, as one that tries to act. */
const document = {
  ...structuredClone(hostileDocument),
  info: {
    title: `API ${hidden}`,
    version: `1 ${hidden}`,
    description: `[here](${script.replace('\n', '&#10;')}) [there](javascript:alert(1)) <a href="javascript:alert(1)">raw</a> <javascript:alert(1)> ${hidden}`,
    contact: { name: `Somebody ${hidden}`, url: script },
    license: { name: 'Own', url: 'data:text/html,<script>alert(1)</script>' },
  },
  tags: [{ name: `Tag ${hidden}`, externalDocs: { url: 'vbscript:alert(1)' } }],
  externalDocs: { url: 'javascript:alert(1)' },
}

test('no address of a document can act in a page, and no hidden character stands in one', async () => {
  const paths = Object.values(document.paths) as unknown as Record<string, object>[]
  for (const item of paths) {
    for (const operation of Object.values(item)) {
      Object.assign(operation, {
        summary: `Call ${hidden}`,
        description: `[x](${'javascript'}:alert(1)) ${hidden}`,
        externalDocs: { url: script, description: `more ${hidden}` },
        'x-provenance': 'documented',
        'x-source': 'javascript:alert(1)',
      })
    }
  }
  const { loaded } = await loadDocumentFromObject(document)
  const files = await renderSite({
    apis: [{ model: readApiModel(loaded).model }],
    title: `Site ${hidden}`,
    guides: [{ file: 'a.md', text: `# Guide ${hidden}\n\n[x](javascript:alert(1))` }],
  })
  const pages = files.filter(({ path }) => path.endsWith('.html'))
  expect(pages.length).toBeGreaterThan(3)
  for (const { path, content } of pages) {
    const page = String(content)
    expect({ path, schemes: hrefs(page).filter((href) => !isHarmless(href)) }).toEqual({
      path,
      schemes: [],
    })
    expect(page === visibleText(page)).toBe(true)
    expect(page).toContain('[U+202E]gnp.exe')
  }
  const index = files.find(({ path }) => path === 'assets/search-index.js')
  expect(String(index?.content)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
})

function hrefs(page: string): string[] {
  return [...page.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, href = '']) => href)
}

function isHarmless(href: string): boolean {
  const text = href.replaceAll('&amp;', '&')
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(
    new URL(text, 'https://site.invalid').protocol,
  )
}
