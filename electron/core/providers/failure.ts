import { z } from 'zod'
import type { FailureCode } from '#shared/model/message.ts'
import { causesOf, NetworkError, type NetworkProblem } from './network-error.ts'
import { redact } from './redact.ts'

/** Why a request to a provider failed: our code, and the provider's own words, cut and cleaned, where it said any. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly code: FailureCode
  readonly detail: string | null
  /** How long the provider wants to be left alone, where it said so. */
  readonly retryAfterMs: number | null

  constructor(code: FailureCode, detail: string | null = null, retryAfterMs: number | null = null) {
    super(code)
    this.code = code
    this.detail = detail
    this.retryAfterMs = retryAfterMs
  }
}

/** What a provider answered when it refused. `body` is the parsed JSON, or the text where it is no JSON. */
export type Refusal = { readonly status: number | null; readonly body: unknown }

const longestDetail = 300

const byNetworkProblem = {
  unreachable: 'no-network',
  proxy: 'proxy-failed',
  tls: 'tls-failed',
  timeout: 'timeout',
  dropped: 'no-network',
  'blocked-address': 'no-network',
  redirect: 'provider-error',
  'too-large': 'malformed-stream',
} as const satisfies Record<NetworkProblem, FailureCode>

type Rule = readonly [code: FailureCode, pattern: RegExp]

// Tried in order over "code type status message": specific causes before general ones, because providers hide quota
// behind 403 or 429, regions behind 400, and moderation behind 403.
const rules: readonly Rule[] = [
  [
    'region-blocked',
    /unsupported_country|(country|region|location).{0,40}not (supported|available|allowed)|not (supported|available) in your (country|region)|^forbidden\b.*request not allowed|地区(不支持|暂不)/i,
  ],
  [
    'content-refused',
    /content[_ ]?(policy|filter)|data_?inspection|inappropriate[ _-]?content|sensitive[ _-]?content|content exists risk|high risk|requires moderation|input was flagged|violates? (our |the )?usage|content violates|safety_check|blocked by content|prohibited_content|\b1301\b|不安全或敏感|敏感内容|违规内容|内容安全/i,
  ],
  [
    'context-too-long',
    /context[_ ]length|(maximum|available|exceeds?).{0,40}context|context (size|window|overflow)|outofcontext|exceed_context|prompt is too long|too many tokens|token count.{0,40}exceeds|model token limit|max_seq_len|maximum prompt length|range of input length|length too long|max message tokens|request_too_large|\b1261\b|超长|超出.{0,8}(上下文|长度)/i,
  ],
  [
    'quota',
    /insufficient[_ ](quota|balance|credit|fund)|balance is (insufficient|not enough)|exceeded your current quota|exceeded_current_quota|arrearage|good standing|overdue|credit balance|(doesn'?t|does not) have any credits|requires more credits|payment required|free ?tier.{0,30}(exhausted|only)|freetieronly|billing|is suspended|quotaexceeded|setlimitexceeded|\b(1113|1308|1309|1310)\b|欠费|余额|额度|充值/i,
  ],
  [
    'model-gone',
    /model[_ ]?not[_ ]?(found|exist|open)|no models? loaded|invalid[ _]model|not a valid model|unknown model|invalidendpointormodel|no endpoints found|models?\b.{0,160}(not found|not exist|deprecated|decommissioned|retired|not supported|shut ?down)|not found the model|not_found_error|not activated the model|model disabled|\b(1211|1221|1222|1311)\b|模型不存在|模型已下线|无可用渠道/i,
  ],
  [
    'rate-limited',
    /rate[ _-]?limit|too many requests|throttl|requestbursttoofast|tpm limit|rpm limit|engine_overloaded|\b(1302|1303|1304|1305|1312|1313)\b|请求过多|频率过高|并发数?过高|速率限制|访问量过大/i,
  ],
  [
    'key-refused',
    /(api|access)[ _-]?key|authenti?cation|authorization|unauthorized|invalid[ _]token|no auth credentials|user not found|\b100[0-4]\b|身份验证|令牌|密钥/i,
  ],
]

const byStatus = new Map<number, FailureCode>([
  [401, 'key-refused'],
  [402, 'quota'],
  [403, 'key-refused'],
  [408, 'timeout'],
  [413, 'context-too-long'],
  [429, 'rate-limited'],
  [504, 'timeout'],
])

const textual = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined)
const ErrorBody = z.object({
  error: z.unknown().optional(),
  message: textual,
  msg: textual,
  detail: textual,
  code: textual,
  type: textual,
  status: textual,
})

/** Reads a provider's refusal, whatever dialect it is written in. Pure. */
export function classifyRefusal({ status, body }: Refusal): FailureCode {
  const words = wordsOf(body)
  const said = [words.code, words.type, words.status, words.message].filter(Boolean).join(' ')
  // A page instead of an API answer means a wrong address or a gateway: its prose proves nothing about the key or model.
  if (words.isApi) {
    const rule = rules.find(([, pattern]) => pattern.test(said))
    if (rule) return rule[0]
  }
  return (status === null ? undefined : byStatus.get(status)) ?? 'provider-error'
}

/** The provider's own words about a refusal: at most 300 characters, secrets removed; null where it said nothing. */
export function refusalDetail(refusal: Refusal, secrets: readonly string[]): string | null {
  const { message } = wordsOf(refusal.body)
  if (message === '') return null
  const clean = redact(message.slice(0, 4_000).replace(/\s+/g, ' ').trim(), secrets)
  return clean.length > longestDetail ? `${clean.slice(0, longestDetail - 1)}…` : clean
}

const refusedFinish = new Set(['content_filter', 'sensitive', 'safety', 'prohibited_content', 'refusal', 'blocklist'])
const brokenFinish = new Set(['error', 'network_error', 'insufficient_system_resource'])

/** A finish reason that means the reply was cut rather than ended; null for every ordinary one. */
export function failureOfFinish(reason: string | null): FailureCode | null {
  const lower = reason?.toLowerCase() ?? ''
  if (refusedFinish.has(lower)) return 'content-refused'
  return brokenFinish.has(lower) ? 'provider-error' : null
}

/** Any error met while talking to a provider, as a failure with a next step. Never carries a secret or a URL. */
export function failureOf(error: unknown, secrets: readonly string[]): ProviderFailure {
  const causes = causesOf(error)
  for (const cause of causes) {
    if (cause instanceof ProviderFailure) return cause
    if (cause instanceof NetworkError) return new ProviderFailure(byNetworkProblem[cause.problem])
  }
  const refusal = causes.map(refusalIn).find((found) => found !== null)
  if (refusal) {
    return new ProviderFailure(classifyRefusal(refusal), refusalDetail(refusal, secrets), refusal.retryAfterMs)
  }
  if (causes.some((cause) => cause instanceof SyntaxError)) return new ProviderFailure('malformed-stream')
  if (causes.some((cause) => cause.name.includes('Timeout'))) return new ProviderFailure('timeout')
  return new ProviderFailure('unknown')
}

/** The SDK's API error, known by its shape so that this file needs no SDK. */
const SdkError = z.object({
  status: z.number().optional(),
  error: z.unknown().optional(),
  headers: z.instanceof(Headers).optional().catch(undefined),
})

function refusalIn(error: Error): (Refusal & { readonly retryAfterMs: number | null }) | null {
  if (!('status' in error) || !('error' in error)) return null
  const read = SdkError.safeParse({ status: error.status, error: error.error })
  if (!read.success) return null
  const { status = null, error: body = error.message, headers } = read.data
  return { status, body, retryAfterMs: waitIn(headers?.get('retry-after') ?? null) }
}

/** Seconds, as nearly everybody writes it; a date would need a clock that both agree on. */
function waitIn(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1_000 : null
}

type Words = { isApi: boolean; code: string; type: string; status: string; message: string }

function wordsOf(body: unknown, depth = 0): Words {
  const none = { isApi: false, code: '', type: '', status: '', message: '' }
  if (depth > 4) return none
  if (Array.isArray(body)) return wordsOf(body[0], depth + 1)
  if (typeof body === 'string') {
    const isPage = /^\s*</.test(body)
    return { ...none, isApi: !isPage && body !== '', message: isPage ? '' : body }
  }
  const read = ErrorBody.safeParse(body)
  if (!read.success) return none
  const { error, message, msg, detail, code, type, status } = read.data
  const outer = {
    isApi: message !== undefined || msg !== undefined || code !== undefined || type !== undefined,
    code: code ?? '',
    type: type ?? '',
    status: status ?? '',
    message: message ?? msg ?? detail ?? '',
  }
  if (error === undefined || error === null) return outer
  const inner = wordsOf(error, depth + 1)
  return {
    isApi: inner.isApi || outer.isApi,
    code: inner.code || outer.code,
    type: inner.type || outer.type,
    status: inner.status || outer.status,
    message: inner.message || outer.message,
  }
}
