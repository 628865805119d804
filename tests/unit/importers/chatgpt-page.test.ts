import { expect, test } from 'vitest'
import { chatgptConversations } from '#tests/helpers/chatgpt-export.ts'
import { readOneText, readTexts } from '#tests/helpers/read-text.ts'

const json = JSON.stringify([...chatgptConversations({ conversations: 3, turns: 4, branchEvery: 2 })])

/** The page of an export, with the styles and the script around its data. */
function pageOf(data: string): string {
  const styles = 'body { margin: 0 } /* 你好 */\n'.repeat(200)
  return `<html><head><style>${styles}</style></head><body><div id="root"></div><script>
      var jsonData = ${data.replaceAll('</', String.raw`<\/`)};
      var assetsJson = {"file-a": "file-a.png"};
      function getConversationMessages() { return [] }</script></body></html>`
}

test('the page of an export whose JSON is lost gives every conversation as the JSON would', async () => {
  const fromPage = await readTexts({ 'chat.html': pageOf(json) })
  const fromJson = await readTexts({ 'conversations.json': json })
  expect(fromPage.problems).toEqual([])
  expect(fromPage.conversations).toEqual(fromJson.conversations)
  expect(fromPage.conversations).toHaveLength(3)
})

test('the page beside the JSON is not read again', async () => {
  const { conversations, sorted } = await readTexts({ 'chat.html': pageOf(json), 'conversations.json': json })
  expect(conversations).toHaveLength(3)
  expect(sorted).toMatchObject([{ kind: 'other', code: 'rendered-copy' }, { kind: 'export' }])
})

test('a page cut off in the middle gives what is whole in it, and says so', async () => {
  const page = pageOf(json)
  const { conversations, problems } = await readTexts({ 'chat.html': page.slice(0, page.length * 0.7) })
  expect(conversations.length).toBeGreaterThan(0)
  expect(conversations.length).toBeLessThan(3)
  expect(problems).toMatchObject([{ code: 'truncated' }])
})

test('what was written on the canvas can be read and found, beside the call that put it there', async () => {
  const call = (text: string) => ({
    author: { role: 'assistant' },
    recipient: 'canmore.create_textdoc',
    content: { content_type: 'code', text },
  })
  const letter = JSON.stringify({ name: 'letter', type: 'document', content: 'Dear Ada' })
  const program = JSON.stringify({ name: 'sum', type: 'code/python', content: '1 + 1' })
  const mapping = {
    a: { parent: null, message: call(letter) },
    b: { parent: 'a', message: call(program) },
    c: { parent: 'b', message: call('{"name": "torn') },
  }
  const { nodes } = await readOneText('a.json', JSON.stringify([{ id: 'c', mapping }]))
  const name = 'canmore.create_textdoc'
  expect(nodes.map(({ parts }) => parts)).toEqual([
    [
      { kind: 'tool_call', text: letter, name },
      { kind: 'text', text: 'Dear Ada' },
    ],
    [
      { kind: 'tool_call', text: program, name },
      { kind: 'code', text: '1 + 1', language: 'python' },
    ],
    [{ kind: 'tool_call', text: '{"name": "torn', name }],
  ])
})
