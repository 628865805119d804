const opening = '<think>'
const closing = '</think>'

export type Channel = 'text' | 'thought'
export type Piece = { readonly channel: Channel; readonly text: string }

/**
 * Local servers often leave a reasoning model's thoughts in the reply, between `<think>` and `</think>` at its very
 * start. Splits them off, however the tags were cut into pieces; later tags are the model's words and stay.
 */
export function createThinkSplitter(): { push: (text: string) => Piece[]; flush: () => Piece[] } {
  let state: 'start' | 'thinking' | 'speaking' = 'start'
  let held = ''

  function push(text: string): Piece[] {
    if (state === 'speaking') return text === '' ? [] : [{ channel: 'text', text }]
    held += text
    if (state === 'start') {
      const begun = held.trimStart()
      if (begun.length < opening.length && opening.startsWith(begun)) return []
      if (!begun.startsWith(opening)) return flush()
      state = 'thinking'
      held = begun.slice(opening.length).replace(/^\n+/, '')
    }
    const end = held.indexOf(closing)
    if (end === -1) {
      const keep = partialLength(held)
      const thought = held.slice(0, held.length - keep)
      held = held.slice(held.length - keep)
      return thought === '' ? [] : [{ channel: 'thought', text: thought }]
    }
    const thought = held.slice(0, end)
    const spoken = held.slice(end + closing.length)
    state = 'speaking'
    held = ''
    return [piece('thought', thought), piece('text', spoken)].flat()
  }

  function flush(): Piece[] {
    const rest = held
    held = ''
    const channel = state === 'thinking' ? 'thought' : 'text'
    if (state === 'start' && rest.trim() !== '') state = 'speaking'
    return piece(channel, rest)
  }

  return { push, flush }
}

function piece(channel: Channel, text: string): Piece[] {
  return text === '' ? [] : [{ channel, text }]
}

/** How many characters at the end could be the beginning of the closing tag. */
function partialLength(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length -= 1) {
    if (closing.startsWith(text.slice(-length))) return length
  }
  return 0
}
