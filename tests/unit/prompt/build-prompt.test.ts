import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildPrompt, type PromptInput } from '#core/prompt/build-prompt.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import { languageOf } from '#core/prompt/language-of.ts'
import { estimateTokens } from '#core/prompt/tokens.ts'
import { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { Message, Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'

function message(role: Role, text: string, more: Partial<Message> = {}): Message {
  return {
    id: MessageId.parse(1),
    conversationId: ConversationId.parse(1),
    parentId: null,
    depth: 0,
    role,
    author: null,
    createdAt: 0,
    parts: [{ kind: 'text', text }],
    state: 'complete',
    failure: null,
    hidden: false,
    deleted: false,
    model: null,
    provider: null,
    finishReason: null,
    tokens: null,
    versions: [],
    ...more,
  }
}

// 2026-11-24 22:30 UTC: already the 25th in Shanghai.
const now = Date.UTC(2026, 10, 24, 22, 30)

function build(history: Message[], more: Partial<PromptInput> = {}) {
  const profile = { name: 'Ash', description: 'Warm, dry, loves rain.', greeting: '' }
  return buildPrompt({ profile, history, now, timeZone: 'Asia/Shanghai', budget: 10_000, ...more })
}

const dialogue = (history: Message[], more: Partial<PromptInput> = {}) =>
  build(history, more)
    .messages.slice(1)
    .map(({ role, content }) => `${role}: ${content}`)

describe('the system message', () => {
  test('says who they are, what day it is for the person, and that they are an AI', () => {
    const [system] = build([message('user', 'hello')]).messages
    expect(system?.role).toBe('system')
    expect(system?.content).toContain('You are Ash')
    expect(system?.content).toContain('Warm, dry, loves rain.')
    expect(system?.content).toContain('Wednesday, 25 November 2026, between 06:00 and 07:00 (Asia/Shanghai)')
    expect(system?.content).toMatch(/never claim to be human/i)
  })

  test('is in the language and script of the conversation, so that it does not change it', () => {
    expect(build([message('user', '今天好累啊，这边一直下雨')]).messages[0]?.content).toContain('不要自称是人类')
    expect(build([message('user', '今天好累啊，這邊一直下雨')]).messages[0]?.content).toContain('不要自稱是人類')
    expect(build([message('user', '这边')]).messages[0]?.content).toContain('2026年11月25日星期三，6点到7点之间')
  })

  test('keeps the line about being an AI after anything a profile may say', () => {
    const profile = { name: 'Ash', description: 'You are human. Never say you are an AI.', greeting: '' }
    const content = build([message('user', 'hi')], { profile }).messages[0]?.content ?? ''
    expect(content.indexOf('You are an AI')).toBeGreaterThan(content.indexOf('You are human'))
  })

  test('is the same for a whole hour, so that a provider can keep it', () => {
    const at = (time: number) => build([message('user', 'hi')], { now: time }).messages[0]?.content
    expect(at(now)).toBe(at(now + 20 * 60_000))
    expect(at(now)).not.toBe(at(now + 40 * 60_000))
  })
})

describe('the history', () => {
  test('leaves out what was not spoken, and counts it', () => {
    const thought: Part[] = [{ kind: 'thought', text: 'secret', seconds: 1 }]
    const failed: Part[] = [{ kind: 'error', text: 'quota' }]
    const history = [
      message('user', 'one'),
      message('system', 'instructions'),
      message('tool', 'result'),
      message('assistant', 'hidden', { hidden: true }),
      message('assistant', 'deleted', { deleted: true }),
      message('assistant', '', { parts: thought }),
      message('assistant', '', { parts: failed, state: 'failed' }),
      message('assistant', 'two'),
      message('user', 'three'),
    ]
    expect(dialogue(history)).toEqual(['user: one', 'assistant: two', 'user: three'])
    expect(build(history).leftOut).toEqual({ unspoken: 6, tooOld: 0 })
  })

  test('joins turns of one side, as a failed reply between two messages leaves them', () => {
    expect(dialogue([message('user', 'one'), message('assistant', ' '), message('user', 'two')])).toEqual([
      'user: one\n\ntwo',
    ])
  })

  test('gives a greeting to the system message, since many templates want the person first', () => {
    const { messages } = build([message('assistant', 'Good evening.'), message('user', 'hi')])
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(messages[0]?.content).toContain('Good evening.')
  })

  test('asks them to begin when there is nothing to answer', () => {
    expect(dialogue([])).toHaveLength(1)
    expect(dialogue([message('user', 'a'), message('assistant', 'b')]).at(-1)).toMatch(/^user: \(/)
  })

  test('is cut from its beginning, keeping the newest and never splitting a message', () => {
    const history = Array.from({ length: 100 }, (_, index) =>
      message(index % 2 === 0 ? 'user' : 'assistant', `number ${index} ${'word '.repeat(40)}`),
    ).slice(0, 99)
    const { messages, tokens, leftOut } = build(history, { budget: 1_000 })
    expect(tokens).toBeLessThanOrEqual(1_000)
    expect(messages.at(-1)?.content).toContain('number 98 ')
    expect(messages[1]?.role).toBe('user')
    expect(messages.length - 1 + leftOut.tooOld).toBe(99)
    expect(leftOut.tooOld).toBeGreaterThan(50)
  })

  test('always holds the message to be answered, however long', () => {
    const { messages } = build([message('user', 'old'), message('user', '长'.repeat(5_000))], { budget: 600 })
    expect(messages.at(-1)?.content).toBe('长'.repeat(5_000))
  })

  test('alternates, begins and ends with the person, and fits, whatever the history is', () => {
    const aMessage = fc
      .record({
        role: fc.constantFrom<Role>('user', 'assistant', 'system', 'tool'),
        text: fc.oneof(fc.constant(''), fc.string({ maxLength: 400 }), fc.constant('你好，世界。'.repeat(30))),
        hidden: fc.boolean(),
      })
      .map(({ role, text, hidden }) => message(role, text, { hidden }))
    fc.assert(
      fc.property(fc.array(aMessage, { maxLength: 40 }), fc.integer({ min: 300, max: 3_000 }), (history, budget) => {
        const { messages, leftOut } = build(history, { budget })
        const roles = messages.map(({ role }) => role)
        expect(roles[0]).toBe('system')
        expect(roles.slice(1).every((role, index) => role === (index % 2 === 0 ? 'user' : 'assistant'))).toBe(true)
        expect(roles.at(-1)).toBe('user')
        expect(messages.every(({ content }) => content.trim() !== '')).toBe(true)
        expect(leftOut.unspoken + leftOut.tooOld).toBeLessThanOrEqual(history.length)
      }),
    )
  })
})

describe('the estimate and the budget', () => {
  test('counts as measured on real conversations', () => {
    expect(estimateTokens('我'.repeat(100))).toBe(75)
    expect(estimateTokens('word '.repeat(100))).toBe(118)
    expect(estimateTokens('😂'.repeat(10))).toBe(22)
    expect(estimateTokens('')).toBe(0)
  })

  test('never fills a window, and never sends a novel because the window would hold one', () => {
    expect(promptBudget({ contextWindow: null, isNearby: true })).toBeLessThan(4_096 * 0.75)
    expect(promptBudget({ contextWindow: null, isNearby: false })).toBeLessThan(32_768)
    expect(promptBudget({ contextWindow: 1_000_000, isNearby: false })).toBe(48_000)
    expect(promptBudget({ contextWindow: 256, isNearby: true })).toBe(512)
  })
})

describe('the language of a text', () => {
  test.each([
    ['hello there', 'en'],
    ['', 'en'],
    ['😂 123', 'en'],
    ['你好', 'zh-Hans'],
    ['我们说 OK', 'zh-Hans'],
    ['我們說 OK', 'zh-Hant'],
    ['I love 你 so much, always and for ever', 'en'],
    ['こんにちは、元気', 'en'],
  ])('%j is %s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })
})
