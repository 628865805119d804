import { describe, expect, it } from 'vitest'
import { createActionRegistry, type Action } from '#renderer/actions/action-registry.ts'
import { matches, partsOf, type KeyPress } from '#renderer/actions/key-press.ts'

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...given,
})
const page = { isMac: false, typing: false, dialog: false, popup: false }
const action = (id: string, keys: string, more: Partial<Action> = {}): Action => ({
  id,
  name: id,
  group: 'page',
  keys,
  run: () => {},
  ...more,
})

describe('keys', () => {
  it('are Ctrl here and ⌘ on a Mac, never the other: Ctrl+K cuts a line there', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true)
    expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
    expect(matches('Mod+K', press('k', { metaKey: true }), false)).toBe(false)
  })

  it('with Shift are others than without, except for marks, which lie elsewhere on every keyboard', () => {
    expect(matches('Mod+F', press('F', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matches('Mod+Shift+F', press('F', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
    expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(matches('?', press('?'), false)).toBe(true)
  })

  it('are found on keyboards of other scripts and under a Chinese input method', () => {
    expect(matches('Mod+K', press('л', { ctrlKey: true, code: 'KeyK' }), false)).toBe(true)
    expect(matches('?', press('？', { shiftKey: true }), false)).toBe(true)
  })

  it('of AltGr and of a lone letter are no shortcuts', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true, altKey: true }), false)).toBe(false)
    expect(matches('Mod+K', press('k'), false)).toBe(false)
  })

  it('can be a plus', () => {
    expect(partsOf('Mod++')).toEqual(['Mod', '+'])
    expect(partsOf('+')).toEqual(['+'])
    expect(matches('Mod++', press('+', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
  })
})

describe('the registry', () => {
  it('keeps plain keys from somebody who types, and lets chords, function keys and Escape through', () => {
    const registry = createActionRegistry()
    registry.set({}, [action('map', '?'), action('palette', 'Mod+K'), action('stop', 'Escape'), action('next', 'F3')])
    const typing = { ...page, typing: true }
    expect(registry.find(press('?'), page)?.id).toBe('map')
    expect(registry.find(press('?'), typing)).toBeUndefined()
    expect(registry.find(press('k', { ctrlKey: true }), typing)?.id).toBe('palette')
    expect(registry.find(press('Escape'), typing)?.id).toBe('stop')
    expect(registry.find(press('F3'), typing)?.id).toBe('next')
  })

  it('presses nothing behind a dialog, and leaves Escape to an open menu', () => {
    const registry = createActionRegistry()
    registry.set({}, [action('palette', 'Mod+K'), action('stop', 'Escape')])
    expect(registry.find(press('k', { ctrlKey: true }), { ...page, dialog: true })).toBeUndefined()
    expect(registry.find(press('Escape'), { ...page, popup: true })).toBeUndefined()
  })

  it('prefers who came last, skips what cannot be done, and forgets who left', () => {
    const registry = createActionRegistry()
    const [shell, chat] = [{}, {}]
    registry.set(shell, [action('shell', 'Mod+F')])
    registry.set(chat, [action('chat', 'Mod+F')])
    const find = () => registry.find(press('f', { ctrlKey: true }), page)?.id
    expect(find()).toBe('chat')
    registry.set(chat, [action('chat', 'Mod+F', { enabled: false })])
    expect(find()).toBe('shell')
    registry.set(chat, [action('chat', 'Mod+F')])
    registry.remove(chat)
    expect(find()).toBe('shell')
  })

  it('runs the newest closure without telling those who only show names', () => {
    const registry = createActionRegistry()
    const ran: string[] = []
    let told = 0
    const owner = {}
    registry.set(owner, [action('go', 'Mod+G', { run: () => ran.push('old') })])
    registry.subscribe(() => (told += 1))
    registry.set(owner, [action('go', 'Mod+G', { run: () => ran.push('new') })])
    registry.find(press('g', { ctrlKey: true }), page)?.run?.()
    expect(ran).toEqual(['new'])
    expect(told).toBe(0)
    registry.set(owner, [action('go', 'Mod+G', { name: 'Gehen' })])
    expect(told).toBe(1)
  })
})
