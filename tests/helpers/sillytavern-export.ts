import type { ChatTurn } from './chat-model.ts'

/** How SillyTavern has written times over the years. */
export const tavernTimeStyles = ['number', 'digits', 'spelled', 'old-humanized', 'humanized', 'iso'] as const
export type TavernTimeStyle = (typeof tavernTimeStyles)[number]

export type TavernExport = {
  readonly style?: TavernTimeStyle
  readonly header?: object | null
  readonly character?: string
  readonly lineEnd?: string
  /** Further members of every message. */
  readonly more?: object
}

/** A moment in one of the styles, and what is left of it there: no style but numbers and ISO tells a zone. */
export function tavernTime(time: number, style: TavernTimeStyle): { written: string | number; left: number } {
  const date = new Date(time)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  const [hour, minute, second] = [date.getHours(), date.getMinutes(), date.getSeconds()]
  const two = (value: number) => String(value).padStart(2, '0')
  switch (style) {
    case 'number':
      return { written: time, left: time }
    case 'digits':
      return { written: String(time), left: time }
    case 'iso':
      return { written: date.toISOString(), left: time }
    case 'spelled': {
      const name = date.toLocaleString('en', { month: 'long' })
      const written = `${name} ${day}, ${year} ${hour % 12 || 12}:${two(minute)}${hour < 12 ? 'am' : 'pm'}`
      return { written, left: new Date(year, month - 1, day, hour, minute).getTime() }
    }
    case 'old-humanized': {
      const written = `${year}-${month}-${day} @${two(hour)}h ${two(minute)}m ${two(second)}s ${date.getMilliseconds()}ms`
      return { written, left: new Date(year, month - 1, day, hour, minute, second, date.getMilliseconds()).getTime() }
    }
    case 'humanized': {
      const written = `${year}-${month}-${day}@${two(hour)}h${two(minute)}m${two(second)}s`
      return { written, left: new Date(year, month - 1, day, hour, minute, second).getTime() }
    }
  }
}

/** A chat file as SillyTavern writes it: a header, a line for each message, no line end after the last. */
export function tavernChat(turns: readonly ChatTurn[], options: TavernExport = {}): string {
  const { style = 'iso', character = 'Aria', lineEnd = '\n', more = {} } = options
  const { header = { user_name: 'unused', character_name: 'unused', chat_metadata: {} } } = options
  const lines = turns.map(({ role, versions, shown }) => {
    const dates = versions.map(({ time }) => (time === null ? '' : tavernTime(time, style).written))
    const swipes = {
      swipe_id: shown,
      swipes: versions.map(({ text }) => text),
      swipe_info: dates.map((date) => ({ send_date: date, extra: {} })),
    }
    return {
      name: role === 'user' ? 'Traveller' : character,
      is_user: role === 'user',
      is_system: false,
      send_date: dates[shown],
      mes: versions[shown]?.text,
      extra: {},
      ...(versions.length > 1 ? swipes : {}),
      ...more,
    }
  })
  return [...(header ? [header] : []), ...lines].map((line) => JSON.stringify(line)).join(lineEnd)
}
