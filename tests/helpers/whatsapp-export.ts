import { wallParts, type ChatLine } from './chat-lines.ts'

type Parts = ReturnType<typeof wallParts>

/** How phones of several countries begin a message. */
export const whatsappStyles = {
  american: (at: Parts) =>
    `${at.month}/${at.day}/${at.shortYear}, ${at.hour12}:${at.minute}\u202f${at.isLate ? 'PM' : 'AM'} - `,
  german: (at: Parts) => `${at.longDay}.${at.longMonth}.${at.shortYear}, ${at.hour}:${at.minute} - `,
  spanish: (at: Parts) =>
    `${at.day}/${at.month}/${at.shortYear}, ${at.hour12}:${at.minute} ${at.isLate ? 'p.\u00a0m.' : 'a.\u00a0m.'} - `,
  french: (at: Parts) => `${at.longDay}/${at.longMonth}/${at.year} à ${at.hour}:${at.minute} - `,
  japanese: (at: Parts) => `${at.year}/${at.longMonth}/${at.longDay} ${at.hour}:${at.minute} - `,
  korean: (at: Parts) =>
    `${at.year}. ${at.month}. ${at.day}. ${at.isLate ? '오후' : '오전'} ${at.hour12}:${at.minute} - `,
  britishIphone: (at: Parts) => `[${at.longDay}/${at.longMonth}/${at.year}, ${at.hour}:${at.minute}:00] `,
  chineseIphone: (at: Parts) =>
    `[${at.year}/${at.month}/${at.day} ${at.isLate ? '下午' : '上午'}${at.hour12}:${at.minute}:00] `,
  swedishIphone: (at: Parts) => `[${at.year}-${at.longMonth}-${at.longDay}, ${at.hour}:${at.minute}:00] `,
} as const

/** A chat as WhatsApp writes it on one kind of phone. */
export function whatsappText(lines: readonly ChatLine[], style: keyof typeof whatsappStyles): string {
  return lines.map(({ name, text, time }) => `${whatsappStyles[style](wallParts(time))}${name}: ${text}`).join('\n')
}
