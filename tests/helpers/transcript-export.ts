/** How a turn begins, and what parts it from the next, in the ways that talks are written down. */
export const transcriptStyles = {
  colon: (name: string, text: string) => `${name}: ${text}\n`,
  'full-width colon': (name: string, text: string) => `${name}：${text}\n`,
  'colon, apart': (name: string, text: string) => `${name}:\n${text}\n\n`,
  bold: (name: string, text: string) => `**${name}:** ${text}\n\n`,
  'bold before a colon': (name: string, text: string) => `**${name}**: ${text}\n\n`,
  'bold, alone': (name: string, text: string) => `**${name}**\n\n${text}\n\n`,
  heading: (name: string, text: string) => `### ${name}\n\n${text}\n\n`,
  clock: (name: string, text: string) => `[20:12] ${name}: ${text}\n`,
  'time in brackets': (name: string, text: string) => `${name} (2024-03-01 20:12:05): ${text}\n`,
  'time after': (name: string, text: string) => `${name} — 2024/03/01 20:12\n${text}\n\n`,
  dashes: (name: string, text: string) => `--${name}\n${text}\n\n`,
  angle: (name: string, text: string) => `${name}> ${text}\n`,
} as const satisfies Record<string, (name: string, text: string) => string>

export type TranscriptStyle = keyof typeof transcriptStyles

/** A talk as text, in one way of writing it down. */
export function transcriptText(turns: readonly { name: string; text: string }[], style: TranscriptStyle): string {
  return turns.map(({ name, text }) => transcriptStyles[style](name, text)).join('')
}
