export type Channel = 'text' | 'thought'
export type Piece = { readonly channel: Channel; readonly text: string }

const tags = ['think', 'thinking'].map((name) => ({ opening: `<${name}>`, closing: `</${name}>` }))
const fence = /^ {0,3}(`{3,}|~{3,})/
const longestFence = 100

/**
 * Local servers often leave a reasoning model's thoughts in the reply, between `<think>` and `</think>`. Splits them off,
 * however the tags were cut into pieces. A tag counts where a line begins with it, outside of code: elsewhere it is
 * something the model talks about.
 */
export function createThinkSplitter(): { push: (text: string) => Piece[]; flush: () => Piece[] } {
  /** The closing tag that is waited for; null while it speaks. */
  let closing: string | null = null
  let held = ''
  /** What the current line says so far, and whether it may still turn out to begin with a tag. */
  let line = ''
  let isUndecided = true
  let openFence: string | null = null
  let hasSpoken = false
  /** Nothing has been thought yet since the tag: line breaks there are the tag's. */
  let isBeginning = false

  function speak(text: string, pieces: Piece[]): void {
    hasSpoken ||= text.trim() !== ''
    add(pieces, 'text', text)
    const lines = `${line}${text}`.split('\n')
    // Its beginning says whether it is a fence; kept whole, a reply in one line would be read again with every piece.
    line = (lines.pop() ?? '').slice(0, longestFence)
    for (const whole of lines) {
      const marks = fence.exec(whole)?.[1]
      if (openFence === null) openFence = marks ?? null
      else if (marks?.startsWith(openFence)) openFence = null
    }
  }

  /** Says one stretch of what is held, or answers false where more must come before it is known what it is. */
  function speakOn(pieces: Piece[]): boolean {
    if (isUndecided) {
      const begun = held.trimStart()
      const tag = tags.find(({ opening }) => begun.startsWith(opening))
      if (tag) {
        if (hasSpoken) speak(held.slice(0, held.length - begun.length), pieces)
        closing = tag.closing
        held = begun.slice(tag.opening.length)
        isBeginning = true
        return true
      }
      if (tags.some(({ opening }) => opening.startsWith(begun))) return false
      isUndecided = false
    }
    const end = held.indexOf('\n') + 1
    speak(end === 0 ? held : held.slice(0, end), pieces)
    held = end === 0 ? '' : held.slice(end)
    isUndecided = end > 0 && openFence === null
    return end > 0
  }

  function think(end: string, pieces: Piece[]): boolean {
    if (isBeginning) held = held.replace(/^\n+/, '')
    isBeginning &&= held === ''
    const at = held.indexOf(end)
    if (at === -1) {
      const kept = partialLength(held, end)
      add(pieces, 'thought', held.slice(0, held.length - kept))
      held = held.slice(held.length - kept)
      return false
    }
    add(pieces, 'thought', held.slice(0, at))
    held = held.slice(at + end.length)
    closing = null
    isUndecided = false
    return true
  }

  return {
    push: (text) => {
      held += text
      const pieces: Piece[] = []
      while (held !== '' && (closing === null ? speakOn(pieces) : think(closing, pieces)));
      return pieces
    },
    flush: () => {
      const pieces: Piece[] = []
      add(pieces, closing === null ? 'text' : 'thought', held)
      held = ''
      return pieces
    },
  }
}

function add(pieces: Piece[], channel: Channel, text: string): void {
  const last = pieces.at(-1)
  if (text === '') return
  if (last?.channel === channel) pieces[pieces.length - 1] = { channel, text: last.text + text }
  else pieces.push({ channel, text })
}

/** How many characters at the end could be the beginning of the closing tag. */
function partialLength(text: string, closing: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length -= 1) {
    if (closing.startsWith(text.slice(-length))) return length
  }
  return 0
}
