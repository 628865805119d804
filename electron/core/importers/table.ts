import { agnai } from './agnai.ts'
import { aistudio } from './aistudio.ts'
import { backyard } from './backyard.ts'
import { betterchatgpt } from './betterchatgpt.ts'
import { characterai } from './characterai.ts'
import { chatbotui } from './chatbotui.ts'
import { chatbox } from './chatbox.ts'
import { chatgpt } from './chatgpt.ts'
import { cherryStudio } from './cherry-studio.ts'
import { claude } from './claude.ts'
import { copilot } from './copilot.ts'
import { deepseek } from './deepseek.ts'
import { discord } from './discord.ts'
import { exporter } from './exporter.ts'
import { finetune } from './finetune.ts'
import { gemini } from './gemini.ts'
import { generic } from './generic.ts'
import { grok } from './grok.ts'
import type { Importer } from './importer.ts'
import { jan } from './jan.ts'
import { kobold } from './kobold.ts'
import { librechat } from './librechat.ts'
import { line } from './line.ts'
import { lobechat } from './lobechat.ts'
import { meta } from './meta.ts'
import { mistral } from './mistral.ts'
import { nextchat } from './nextchat.ts'
import { oobabooga } from './oobabooga.ts'
import { openwebui } from './openwebui.ts'
import { perplexity } from './perplexity.ts'
import { qq } from './qq.ts'
import { qwen } from './qwen.ts'
import { replika } from './replika.ts'
import { risuai } from './risuai.ts'
import { sharegpt } from './sharegpt.ts'
import { signal } from './signal.ts'
import { sillytavern } from './sillytavern.ts'
import { telegram } from './telegram.ts'
import { transcript } from './transcript.ts'
import { typingmind } from './typingmind.ts'
import { wechat } from './wechat.ts'
import { whatsapp } from './whatsapp.ts'

/** Every format in probe order: the first that recognises a file has it. */
export const importers: readonly Importer[] = [
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
  cherryStudio,
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
]
