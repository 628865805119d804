import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { searchPart, searchScript } from '#core/exporters/html-search.ts'
import { formsOf } from '#core/search/simplify.ts'

type Shown = { readonly before: string; readonly hit: string }

/** The site's own script with what it needs of a page; `find` types words and tells what is shown, as it is written. */
function openSite(texts: readonly string[]) {
  const shown: Shown[] = []
  const field = { value: '', closest: () => ({}), addEventListener: (_: string, go: () => void) => (search = go) }
  let search = () => undefined as void
  const element = (tag: string) => {
    const inside: unknown[] = []
    const made = {
      tag,
      dataset: {},
      inside,
      textContent: '',
      append: (...more: unknown[]) => void inside.push(...more),
    }
    return made
  }
  const list = {
    replaceChildren: () => void shown.splice(0),
    append: (item: ReturnType<typeof element>) => {
      const link = item.inside[0] as ReturnType<typeof element> | undefined
      const [before, hit] = (link?.inside ?? []) as [string, ReturnType<typeof element>]
      if (link) shown.push({ before, hit: hit.textContent })
    },
  }
  const window: { keepsakeWords?: (rows: unknown) => void } = {}
  const document = {
    currentScript: { dataset: { parts: '1', none: 'Nothing' } },
    createElement: element,
    getElementById: (id: string) => (id === 'search' ? field : list),
    addEventListener: (_: string, ready: () => void) => ready(),
  }
  const context = { window, document, setTimeout: (go: () => void) => go() }
  const characters = new Set(texts.join(''))
  runInNewContext(searchScript(formsOf(characters)), context)
  const rows = texts.map((text, index) => ['talks/1/2024-01.html', `m${index}`, '你', '', text])
  runInNewContext(searchPart(rows), { keepsakeWords: window.keepsakeWords })
  return (words: string) => {
    field.value = words
    search()
    return [...shown]
  }
}

it('finds what is written in the other script, wide or narrow, and marks it as it is written', () => {
  const find = openSite(['跟我說說那些梅子。', '跟我说说那些梅子。', 'ＧＰＴ㍿ and then 聽'])
  const both = [
    { before: '跟我', hit: '說說' },
    { before: '跟我', hit: '说说' },
  ]
  expect(find('说说')).toEqual(both)
  expect(find('說說')).toEqual(both)
  expect(find('听')).toEqual([{ before: 'ＧＰＴ㍿ and then ', hit: '聽' }])
  expect(find('gpt')).toEqual([{ before: '', hit: 'ＧＰＴ' }])
  expect(find('桃')).toEqual([])
})

it('carries no more of the table of characters than its words need', () => {
  expect(formsOf('plums')).toBe('')
  expect(formsOf('说')).toBe(formsOf('說'))
  expect(formsOf('说')).toContain('說说')
  expect(formsOf('说').length).toBeLessThan(10)
})
