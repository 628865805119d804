import type { Role } from '#shared/model/message.ts'

const words: Readonly<Record<Role, readonly string[]>> = {
  user: 'user|human|you|me|i|person|prompter|you said|用户|用戶|使用者|我|你|你说|你說|人类|人類'.split('|'),
  assistant:
    'assistant|ai|bot|gpt|model|chatbot|ai assistant|助手|助理|ai助手|ai 助手|智能助手|机器人|機器人|模型'.split('|'),
  system: ['system', 'developer', '系统', '系統'],
  tool: ['tool', 'function', 'observation', '工具'],
}

const roles = new Map(
  (['user', 'assistant', 'system', 'tool'] as const).flatMap((role) =>
    words[role].map((word) => [word, role] as const),
  ),
)
const products =
  /^(?:chat\s?gpt(?:[ -][\w.]+)?|gpt-[\w.-]+|claude(?: [\w.]+)*|(?:google )?gemini(?: [\w.]+)*|bard|bing|(?:microsoft )?copilot|deepseek(?:[ -][\w.]+)?|grok(?: [\w.]+)?|kimi|qwen[\w.-]*|llama[\w.-]*|mistral|le chat|perplexity|豆包|文心一言|通义千问|通義千問|元宝|智谱清言)(?: said| ?[说說])?$/

/** The role that a name such as `User`, `助手` or `ChatGPT` stands for; null for a name of its own. */
export function roleOfName(name: string): Role | null {
  const plain = plainName(name)
  return roles.get(plain) ?? (products.test(plain) ? 'assistant' : null)
}

/** Whether a name says only whose turn it is, so that nobody is called by it. */
export function isRoleWord(name: string): boolean {
  return roles.has(plainName(name))
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
}
