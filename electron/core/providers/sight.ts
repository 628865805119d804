import type { PresetId, Sight } from '#shared/model/provider.ts'

/**
 * Models by name, wherever they run: an id keeps the maker's words through every relay, prefix and quantisation. What
 * sees is asked first, so that `qwen2.5-vl` is not taken for `qwen2.5`.
 */
const seeing: readonly RegExp[] = [
  /gpt-(4o|4\.1|4\.5|4-turbo|4-vision|5)|chatgpt-4o|(^|[/-])o[134](?!-mini-high)(-pro)?($|-\d|:)|o4-mini/,
  /claude-(3|opus|sonnet|haiku|fable|mythos|[4-9])/,
  /gemini|gemma-?(3|4)(?!.*\b(270m|1b)\b)/,
  /grok-(2-vision|vision|4|5)/,
  /(^|[/_-])qvq|qwen[\w.]*-?(vl|omni)|qwen-?vl|qwen3\.[5-9]|qwen-(plus|max)-latest-vl/,
  /glm-?[\d.]+v|cogv|step-1v|step-1o|yi-vision|hunyuan.*vision|ernie.*vl/,
  /kimi-(latest|k2\.5|vl|thinking-preview)|moonshot-v1.*vision/,
  /doubao.*(vision|seed)|seed-1\.[5-9]|seed-2/,
  /pixtral|mistral-(small-(3\.[1-9]|2503|2506|latest)|medium|large-(3|2512|latest))|ministral-3|magistral-(small|medium)-(2509|latest)/,
  /llava|bakllava|moondream|minicpm-?(v|o)|internvl|llama-?(3\.2.*vision|4)|vision|phi-?(3|3\.5|4)-(vision|multimodal)|molmo|paligemma|smolvlm|granite.*vision|deepseek-(vl|ocr)|janus/,
]
const blind: readonly RegExp[] = [
  /gpt-3\.5|gpt-4(-0\d|-32k|$)|gpt-oss|o1-mini|o1-preview|o3-mini/,
  /deepseek-(chat|reasoner|coder|r1|v\d)/,
  /qwen[\w.-]*(coder|math|turbo)|qwq|qwen(2|2\.5|3)([:-]|$)/,
  /llama-?(2|3|3\.1|3\.3)([:.-]|$)|llama3([:.]|$)|codellama|tinyllama/,
  /mistral-(7b|nemo)|mixtral|codestral|ministral-(3b|8b)-2410|open-mistral/,
  /glm-4(-(plus|air|flash|long)|$)|glm-4\.[5-7]($|-air|-flash)|moonshot-v1-(8k|32k|128k)$|kimi-k2(-|$)/,
  /embed|rerank|whisper|tts/,
]

/** Whether a model sees pictures: as the person or the provider says, else by its name. */
export function sightOf(asked: {
  readonly preset: PresetId
  readonly model: string
  readonly said: boolean | null | undefined
  readonly listed: boolean | null | undefined
}): Sight {
  const known = asked.said ?? asked.listed
  if (known !== null && known !== undefined) return known ? 'yes' : 'no'
  if (asked.preset === 'demo') return 'no'
  const name = asked.model.toLowerCase()
  if (seeing.some((pattern) => pattern.test(name))) return 'yes'
  return blind.some((pattern) => pattern.test(name)) ? 'no' : 'unknown'
}
