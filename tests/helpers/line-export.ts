import { wallParts, type ChatLine } from './chat-lines.ts'

type Parts = ReturnType<typeof wallParts>

const english = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const weekdays = {
  japanese: ['日', '月', '火', '水', '木', '金', '土'],
  chinese: ['日', '一', '二', '三', '四', '五', '六'],
}

/** The heading, the days and the clock of several builds. */
export const lineStyles = {
  english: {
    heading: (name: string) => [`[LINE] Chat history with ${name}`, 'Saved on: 2026/01/30 10:00'],
    day: (at: Parts) => `${at.year}.${at.longMonth}.${at.longDay} ${english[at.weekday]}`,
    time: (at: Parts) => `${at.hour}:${at.minute}`,
  },
  american: {
    heading: (name: string) => [`[LINE] Chat history with ${name}`, 'Saved on: 1/30/2026, 10:00'],
    day: (at: Parts) => `${english[at.weekday]?.slice(0, 3)}, ${at.month}/${at.day}/${at.year}`,
    time: (at: Parts) => `${at.hour12}:${at.minute}${at.isLate ? 'PM' : 'AM'}`,
  },
  japanese: {
    heading: (name: string) => [`[LINE] ${name}とのトーク履歴`, '保存日時：2026/01/30 10:00'],
    day: (at: Parts) => `${at.year}/${at.month}/${at.day}(${weekdays.japanese[at.weekday]})`,
    time: (at: Parts) => `${at.isLate ? '午後' : '午前'}${at.hour12.padStart(2, '0')}:${at.minute}`,
  },
  simplified: {
    heading: (name: string) => [`[LINE] 与${name}的聊天记录`, '储存日期：2026/01/30 10:00'],
    day: (at: Parts) => `${at.year}/${at.month}/${at.day}周${weekdays.chinese[at.weekday]}`,
    time: (at: Parts) => `${at.isLate ? '下午' : '上午'}${at.hour12}:${at.minute}`,
  },
  traditional: {
    heading: (name: string) => [`[LINE] 與${name}的聊天記錄`, '儲存日期：2026/01/30 10:00'],
    day: (at: Parts) => `${at.year}/${at.longMonth}/${at.longDay}（週${weekdays.chinese[at.weekday]}）`,
    time: (at: Parts) => `${at.hour}:${at.minute}`,
  },
} as const

/** A chat with `partner` as LINE writes it in one language. */
export function lineText(lines: readonly ChatLine[], style: keyof typeof lineStyles, partner: string): string {
  const { heading, day, time } = lineStyles[style]
  const written: string[] = [...heading(partner)]
  let today = ''
  for (const line of lines) {
    const at = wallParts(line.time)
    if (day(at) !== today) written.push('', (today = day(at)))
    const text = line.text.includes('\n') ? `"${line.text.replaceAll('"', '""')}"` : line.text
    written.push(`${time(at)}\t${line.name}\t${text}`)
  }
  return `${written.join('\r\n')}\r\n`
}
