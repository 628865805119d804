import type { Source } from '#shared/model/conversation.ts'
import { agnai } from './formats/agnai.ts'
import { aistudio } from './formats/aistudio.ts'
import { backyard } from './formats/backyard.ts'
import { betterchatgpt } from './formats/betterchatgpt.ts'
import { characterai } from './formats/characterai.ts'
import { chatbotui } from './formats/chatbotui.ts'
import { chatbox } from './formats/chatbox.ts'
import { chatgpt } from './formats/chatgpt.ts'
import { cherryStudio } from './formats/cherry-studio.ts'
import { claude } from './formats/claude.ts'
import { copilot } from './formats/copilot.ts'
import { deepseek } from './formats/deepseek.ts'
import { discord } from './formats/discord.ts'
import { exporter } from './formats/exporter.ts'
import { finetune } from './formats/finetune.ts'
import { gemini } from './formats/gemini.ts'
import { generic } from './formats/generic.ts'
import { grok } from './formats/grok.ts'
import type { Importer } from './importer.ts'
import { jan } from './formats/jan.ts'
import { keepsake } from './formats/keepsake.ts'
import { kobold } from './formats/kobold.ts'
import { librechat } from './formats/librechat.ts'
import { line } from './formats/line.ts'
import { lobechat } from './formats/lobechat.ts'
import { meta } from './formats/meta.ts'
import { mistral } from './formats/mistral.ts'
import { nextchat } from './formats/nextchat.ts'
import { oobabooga } from './formats/oobabooga.ts'
import { openwebui } from './formats/openwebui.ts'
import { perplexity } from './formats/perplexity.ts'
import { qq } from './formats/qq.ts'
import { qwen } from './formats/qwen.ts'
import { replika } from './formats/replika.ts'
import { risuai } from './formats/risuai.ts'
import { sharegpt } from './formats/sharegpt.ts'
import { signal } from './formats/signal.ts'
import { sillytavern } from './formats/sillytavern.ts'
import { telegram } from './formats/telegram.ts'
import { transcript } from './formats/transcript.ts'
import { typingmind } from './formats/typingmind.ts'
import { wechat } from './formats/wechat.ts'
import { whatsapp } from './formats/whatsapp.ts'

/** The reader of every format, in probe order: the first that recognises a file has it. */
const readers = {
  keepsake,
  deepseek,
  chatgpt,
  claude,
  grok,
  gemini,
  aistudio,
  qwen,
  openwebui,
  librechat,
  lobechat,
  'cherry-studio': cherryStudio,
  nextchat,
  chatbox,
  chatbotui,
  betterchatgpt,
  typingmind,
  risuai,
  characterai,
  oobabooga,
  kobold,
  backyard,
  discord,
  wechat,
  telegram,
  meta,
  whatsapp,
  line,
  qq,
  signal,
  mistral,
  perplexity,
  agnai,
  sillytavern,
  jan,
  copilot,
  replika,
  finetune,
  sharegpt,
  exporter,
  transcript,
  generic,
} satisfies Readonly<Record<Source, Importer>>

export const importers: readonly Importer[] = Object.values(readers)
