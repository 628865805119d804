/** Where a conversation was held, or the form it was handed down in where that is all its file tells. */
type Format = {
  /** What it is called in every language; null where each has its own word for it, in its texts. */
  readonly name: string | null
  /** Whom people talk with there. */
  readonly with: 'assistants' | 'characters' | 'people' | 'anybody'
}

/** Every format, one row each, in the order in which they are listed. The reader of each stands in `importers/table.ts`. */
export const formats = {
  keepsake: { name: null, with: 'anybody' },
  chatgpt: { name: 'ChatGPT', with: 'assistants' },
  claude: { name: 'Claude', with: 'assistants' },
  gemini: { name: 'Gemini', with: 'assistants' },
  aistudio: { name: 'Google AI Studio', with: 'assistants' },
  deepseek: { name: 'DeepSeek', with: 'assistants' },
  grok: { name: 'Grok', with: 'assistants' },
  copilot: { name: 'Copilot', with: 'assistants' },
  mistral: { name: 'Le Chat', with: 'assistants' },
  perplexity: { name: 'Perplexity', with: 'assistants' },
  qwen: { name: null, with: 'assistants' },
  characterai: { name: 'Character.AI', with: 'characters' },
  replika: { name: 'Replika', with: 'characters' },
  sillytavern: { name: null, with: 'characters' },
  risuai: { name: 'RisuAI', with: 'characters' },
  agnai: { name: 'Agnai', with: 'characters' },
  backyard: { name: 'Backyard AI', with: 'characters' },
  kobold: { name: 'KoboldAI Lite', with: 'characters' },
  oobabooga: { name: 'Oobabooga', with: 'characters' },
  openwebui: { name: 'Open WebUI', with: 'assistants' },
  librechat: { name: 'LibreChat', with: 'assistants' },
  lobechat: { name: 'LobeChat', with: 'characters' },
  chatbox: { name: 'Chatbox', with: 'assistants' },
  'cherry-studio': { name: 'Cherry Studio', with: 'assistants' },
  jan: { name: 'Jan', with: 'assistants' },
  nextchat: { name: 'NextChat', with: 'assistants' },
  typingmind: { name: 'TypingMind', with: 'assistants' },
  betterchatgpt: { name: 'Better ChatGPT', with: 'assistants' },
  chatbotui: { name: 'Chatbot UI', with: 'assistants' },
  whatsapp: { name: 'WhatsApp', with: 'people' },
  telegram: { name: 'Telegram', with: 'people' },
  line: { name: 'LINE', with: 'people' },
  discord: { name: 'Discord', with: 'people' },
  wechat: { name: null, with: 'people' },
  qq: { name: 'QQ', with: 'people' },
  meta: { name: null, with: 'people' },
  signal: { name: 'Signal', with: 'people' },
  finetune: { name: null, with: 'anybody' },
  sharegpt: { name: 'ShareGPT', with: 'anybody' },
  exporter: { name: 'ChatGPT Exporter', with: 'anybody' },
  transcript: { name: null, with: 'anybody' },
  generic: { name: null, with: 'anybody' },
} as const satisfies Readonly<Record<string, Format>>

type Formats = typeof formats

/** The formats that have one name in every language. */
export type NamedFormat = { [Id in keyof Formats]: Formats[Id]['name'] extends string ? Id : never }[keyof Formats]

/** What formats are called that have one name in every language. */
export const formatNames = Object.fromEntries(
  Object.entries(formats).flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])),
) as Readonly<Record<NamedFormat, string>>

/** The formats in which people talk with such others. */
export function formatsWith(whom: Format['with']): (keyof Formats)[] {
  return (Object.keys(formats) as (keyof Formats)[]).filter((id) => formats[id].with === whom)
}
