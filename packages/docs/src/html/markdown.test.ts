import { describe, expect, test } from 'vitest'
import { inlineMarkdown, markdown, plainText } from './markdown.ts'

describe('HTML in a description', () => {
  test('is shown as what it means', () => {
    expect(String(markdown('One<br>two, <b>bold</b> and H<sub>2</sub>O.'))).toBe(
      '<p>One<br />two, <b>bold</b> and H<sub>2</sub>O.</p>\n',
    )
    expect(String(markdown('<ul><li>a</li><li>b</li></ul>'))).toContain('<li>a</li><li>b</li>')
    expect(String(inlineMarkdown('in <code>bytes</code>'))).toBe('in <code>bytes</code>')
  })

  test.each([
    ['<script>alert(1)</script>', /script|alert/],
    ['<img src=x onerror="alert(1)">', /onerror/],
    ['<a href="javascript:alert(1)">go</a>', /javascript/],
    ['<a href="&#106;avascript:alert(1)">go</a>', /javascript|&#106/],
    ['<style>body { display: none }</style>', /display/],
    ['<iframe src="https://example.com"></iframe>', /<iframe/],
    ['<form action="/x"><input name=a></form>', /<form|<input/],
    ['<svg onload="alert(1)"><circle/></svg>', /<svg|<circle/],
    ['<p style="position: fixed" id="main" class="top">a</p>', /style|id=|class=/],
    ['<img src="https://example.com/a.png" alt="Map">', /<img/],
    ['<img src="//example.com/a.png">', /<img/],
    ['<base href="https://example.com">', /<base/],
  ])('cannot act: %s', (text, forbidden) => {
    expect(String(markdown(text))).not.toMatch(forbidden)
    expect(String(markdown(`Before ${text} after`))).not.toMatch(forbidden)
    expect(String(inlineMarkdown(`Before ${text} after`))).not.toMatch(forbidden)
  })

  test('cannot end what stands around it', () => {
    expect(String(markdown('</div></main><b>open'))).toBe('<b>open</b>')
    expect(String(markdown('a < b > c & <T> or List<String>'))).toBe(
      '<p>a &lt; b &gt; c &amp; &lt;T&gt; or List&lt;String&gt;</p>\n',
    )
  })

  test('is no placeholder', () => {
    expect(String(markdown('<id>: the id'))).toBe('<p>&lt;id&gt;: the id</p>\n')
    expect(String(markdown('<order-id>\nof the order'))).toBe(
      '<p>&lt;order-id&gt;\nof the order</p>\n',
    )
  })

  test('gives its words to the search', () => {
    expect(plainText('One<br>two <b>bold</b>\n\n<p>Three &amp; four</p>')).toBe(
      'One two bold Three & four',
    )
  })
})
