import { describe, expect, test } from 'vitest'
import { classifyRefusal, failureOf, failureOfFinish, ProviderFailure, refusalDetail } from '#core/providers/failure.ts'
import { NetworkError } from '#core/providers/network-error.ts'
import { redact } from '#core/providers/redact.ts'
import type { FailureCode } from '#shared/model/message.ts'

/** Answers in the wording of the makers themselves: who, status, body, and what it must be read as. */
const refusals: readonly (readonly [who: string, status: number | null, body: unknown, code: FailureCode])[] = [
  ['OpenAI', 401, { error: { message: 'Incorrect API key provided: sk-abc', type: 'invalid_request_error', code: 'invalid_api_key' } }, 'key-refused'],
  ['OpenAI', 403, { error: { message: 'Country, region, or territory not supported', code: 'unsupported_country_region_territory', type: 'request_forbidden' } }, 'region-blocked'],
  ['OpenAI', 404, { error: { message: 'The model `gpt-4o` does not exist or you do not have access to it.', code: 'model_not_found', type: 'invalid_request_error' } }, 'model-gone'],
  ['OpenAI', 404, { error: { message: 'The model `gpt-4.1-x` has been deprecated', code: null } }, 'model-gone'],
  ['OpenAI', 429, { error: { message: 'You exceeded your current quota, please check your plan and billing details.', code: 'insufficient_quota', type: 'insufficient_quota' } }, 'quota'],
  ['OpenAI', 429, { error: { message: 'Rate limit reached for gpt-5 in organization org-x on requests per min (RPM): Limit 3. Visit your API key page.', code: 'rate_limit_exceeded' } }, 'rate-limited'],
  ['OpenAI', 400, { error: { message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.", code: 'context_length_exceeded' } }, 'context-too-long'],
  ['OpenAI', 403, { error: { message: 'You have insufficient permissions for this operation. Missing scopes: model.request.', type: 'invalid_request_error' } }, 'key-refused'],
  ['OpenAI', 500, { error: { message: 'The server had an error while processing your request.', type: 'server_error' } }, 'provider-error'],
  ['Azure', 400, { error: { message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", code: 'content_filter' } }, 'content-refused'],
  ['OpenRouter', 402, { error: { message: 'Insufficient credits. Add more using https://openrouter.ai/credits', code: 402 } }, 'quota'],
  ['OpenRouter', 403, { error: { code: 403, message: 'meta/x requires moderation on Together. Your input was flagged for "violence".' } }, 'content-refused'],
  ['OpenRouter', 404, { error: { message: 'No endpoints found for openai/gpt-4o-2024.', code: 404 } }, 'model-gone'],
  ['OpenRouter', 400, { error: { message: 'foo/bar is not a valid model ID', code: 400 } }, 'model-gone'],
  ['OpenRouter', 401, { error: { message: 'User not found.', code: 401 } }, 'key-refused'],
  ['OpenRouter', 400, { error: { message: "This endpoint's maximum context length is 32768 tokens. However, you requested about 40000 tokens", code: 400 } }, 'context-too-long'],
  ['DeepSeek', 401, { error: { message: 'Authentication Fails, Your api key: ****abcd is invalid', type: 'authentication_error', code: 'invalid_request_error' } }, 'key-refused'],
  ['DeepSeek', 402, { error: { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' } }, 'quota'],
  ['DeepSeek', 400, { error: { message: 'Model Not Exist', type: 'invalid_request_error' } }, 'model-gone'],
  ['DeepSeek', 400, { error: { message: 'Content Exists Risk', type: 'invalid_request_error' } }, 'content-refused'],
  ['Moonshot', 401, { error: { message: 'Invalid Authentication', type: 'invalid_authentication_error' } }, 'key-refused'],
  ['Moonshot', 404, { error: { message: 'Not found the model kimi-x or Permission denied', type: 'resource_not_found_error' } }, 'model-gone'],
  ['Moonshot', 429, { error: { message: 'Your account org-x is suspended, please check your plan and billing details', type: 'exceeded_current_quota_error' } }, 'quota'],
  ['Moonshot', 429, { error: { message: 'Your account reached max organization RPM: 3', type: 'rate_limit_reached_error' } }, 'rate-limited'],
  ['Moonshot', 429, { error: { message: 'The engine is currently overloaded, please try again later', type: 'engine_overloaded_error' } }, 'rate-limited'],
  ['Moonshot', 400, { error: { message: 'The request was rejected because it was considered high risk', type: 'content_filter' } }, 'content-refused'],
  ['Moonshot', 400, { error: { message: 'Invalid request: Your request exceeded model token limit: 8192', type: 'invalid_request_error' } }, 'context-too-long'],
  ['Zhipu', 401, { error: { code: '1002', message: 'Authentication Token非法，请确认Authentication Token正确传递。' } }, 'key-refused'],
  ['Zhipu', 401, { error: { code: '1000', message: '身份验证失败。' } }, 'key-refused'],
  ['Zhipu', 429, { error: { code: '1113', message: '您的账户已欠费，请充值后重试。' } }, 'quota'],
  ['Zhipu', 400, { error: { code: '1211', message: '模型不存在，请检查模型代码。' } }, 'model-gone'],
  ['Zhipu', 400, { error: { code: '1261', message: 'Prompt超长' } }, 'context-too-long'],
  ['Zhipu', 400, { error: { code: '1301', message: '系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语' } }, 'content-refused'],
  ['Zhipu', 429, { error: { code: '1302', message: '您当前使用该API的并发数过高，请降低并发' } }, 'rate-limited'],
  ['Zhipu', 429, { error: { code: '1308', message: '已达到 120 次的使用上限。您的限额将在 18:00 重置' } }, 'quota'],
  ['Qwen', 401, { error: { message: 'Incorrect API key provided. ', type: 'invalid_request_error', code: 'invalid_api_key' } }, 'key-refused'],
  ['Qwen', 400, { error: { code: 'data_inspection_failed', message: 'Input data may contain inappropriate content.' } }, 'content-refused'],
  ['Qwen', 400, { error: { code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' } }, 'quota'],
  ['Qwen', 404, { error: { code: 'model_not_found', message: 'The model `qwen9` does not exist or you do not have access to it.' } }, 'model-gone'],
  ['Qwen', 400, { error: { code: 'invalid_parameter_error', message: 'Range of input length should be [1, 30720]' } }, 'context-too-long'],
  ['Qwen', 429, { error: { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded, please try again later.' } }, 'rate-limited'],
  ['Qwen', 403, { error: { code: 'AllocationQuota.FreeTierOnly', message: 'The free tier of the model has been exhausted.' } }, 'quota'],
  ['SiliconFlow', 401, 'Invalid token', 'key-refused'],
  ['SiliconFlow', 403, { code: 30001, message: 'Sorry, your account balance is insufficient', data: null }, 'quota'],
  ['SiliconFlow', 400, { code: 20012, message: 'Model does not exist. Please check it carefully.', data: null }, 'model-gone'],
  ['SiliconFlow', 429, { message: 'Request was rejected due to rate limiting. Details: TPM limit reached.', data: '' }, 'rate-limited'],
  ['SiliconFlow', 400, { code: 20015, message: 'length of prompt_tokens (40000) must be less than max_seq_len (32768).' }, 'context-too-long'],
  ['Doubao', 401, { error: { code: 'AuthenticationError', message: 'The API key or AK/SK in the request is missing or invalid.' } }, 'key-refused'],
  ['Doubao', 403, { error: { code: 'AccountOverdueError', message: 'The request failed because your account has an overdue balance.' } }, 'quota'],
  ['Doubao', 404, { error: { code: 'InvalidEndpointOrModel.NotFound', message: 'The model or endpoint doubao-9 does not exist or you do not have access to it.' } }, 'model-gone'],
  ['Doubao', 404, { error: { code: 'ModelNotOpen', message: 'Your account 21 has not activated the model doubao-seed. Please activate the model service in the Ark Console.' } }, 'model-gone'],
  ['Doubao', 400, { error: { code: 'InputTextSensitiveContentDetected', message: 'The request failed because the input text may contain sensitive information.' } }, 'content-refused'],
  ['Doubao', 429, { error: { code: 'ModelAccountRpmRateLimitExceeded', message: 'The Requests Per Minute (RPM) limit of the associated model for your account has been exceeded.' } }, 'rate-limited'],
  ['Anthropic', 401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }, 'key-refused'],
  ['Anthropic', 404, { type: 'error', error: { type: 'not_found_error', message: 'model: claude-9' } }, 'model-gone'],
  ['Anthropic', 400, { error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' } }, 'quota'],
  ['Anthropic', 400, { error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' } }, 'context-too-long'],
  ['Anthropic', 403, { error: { type: 'forbidden', message: 'Request not allowed' } }, 'region-blocked'],
  ['Anthropic', 429, { error: { type: 'rate_limit_error', message: 'This request would exceed your rate limit' } }, 'rate-limited'],
  ['Anthropic', 529, { error: { type: 'overloaded_error', message: 'Overloaded' } }, 'provider-error'],
  ['Gemini', 400, [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }], 'key-refused'],
  ['Gemini', 400, [{ error: { code: 400, message: 'User location is not supported for the API use.', status: 'FAILED_PRECONDITION' } }], 'region-blocked'],
  ['Gemini', 404, [{ error: { code: 404, message: 'models/gemini-0.5 is not found for API version v1main', status: 'NOT_FOUND' } }], 'model-gone'],
  ['Gemini', 429, [{ error: { code: 429, message: 'You exceeded your current quota, please check your plan and billing details.', status: 'RESOURCE_EXHAUSTED' } }], 'quota'],
  ['Gemini', 400, [{ error: { code: 400, message: 'The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).' } }], 'context-too-long'],
  ['Mistral', 401, { detail: 'Unauthorized' }, 'key-refused'],
  ['Mistral', 400, { object: 'error', message: 'Invalid model: mistral-0', type: 'invalid_model', code: '1500' }, 'model-gone'],
  ['Mistral', 429, { object: 'error', message: 'Requests rate limit exceeded', type: 'rate_limited' }, 'rate-limited'],
  ['xAI', 400, 'Incorrect API key provided: xa***. You can obtain an API key from https://console.x.ai.', 'key-refused'],
  ['xAI', 403, { code: 'The caller does not have permission', error: 'Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_X' }, 'content-refused'],
  ['xAI', 403, { code: 'x', error: "Your newly created team doesn't have any credits yet." }, 'quota'],
  ['Ollama', 404, { error: { message: "model 'qwen3:8b' not found", type: 'not_found_error' } }, 'model-gone'],
  ['LM Studio', 404, { error: { message: 'No models loaded. Please load a model in the developer page.', type: 'invalid_request_error', code: 'model_not_found' } }, 'model-gone'],
  ['LM Studio', 400, { error: 'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens' }, 'context-too-long'],
  ['llama.cpp', 400, { error: { code: 400, message: 'the request exceeds the available context size (4096 tokens), try increasing it', type: 'exceed_context_size_error' } }, 'context-too-long'],
  ['llama.cpp', 503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'provider-error'],
  ['a relay', 503, { error: { message: '当前分组 default 下对于模型 gpt-4o 无可用渠道', type: 'new_api_error' } }, 'model-gone'],
  ['a relay', 403, { error: { message: '用户额度不足', type: 'new_api_error' } }, 'quota'],
  ['a relay', 401, { error: { message: '无效的令牌', type: 'new_api_error' } }, 'key-refused'],
  ['a wrong path', 404, { detail: 'Not Found' }, 'provider-error'],
  ['a web page', 404, '<!doctype html><h1>The model page was not found, check your API key</h1>', 'provider-error'],
  ['a gateway', 504, '<html>Gateway Timeout</html>', 'timeout'],
  ['a gateway', 413, '<html>Request Entity Too Large</html>', 'context-too-long'],
  ['an empty answer', 403, undefined, 'key-refused'],
  ['an error in the stream', null, { message: 'Provider disconnected', code: 'server_error' }, 'provider-error'],
  ['an error in the stream', null, { message: 'Rate limit exceeded', code: 429 }, 'rate-limited'],
]

describe('what a refusal means', () => {
  test.each(refusals)('%s, status %s, %j', (_who, status, body, code) => {
    expect(classifyRefusal({ status, body })).toBe(code)
  })

  test('a cut reply is told from an ended one by its finish reason', () => {
    expect(failureOfFinish('content_filter')).toBe('content-refused')
    expect(failureOfFinish('sensitive')).toBe('content-refused')
    expect(failureOfFinish('insufficient_system_resource')).toBe('provider-error')
    for (const ordinary of ['stop', 'length', 'eos', null]) expect(failureOfFinish(ordinary)).toBeNull()
  })
})

describe("a provider's own words", () => {
  test('are cut to 300 characters, without line breaks', () => {
    const detail = refusalDetail({ status: 400, body: { message: `one\n two ${'x'.repeat(500)}` } }, [])
    expect(detail).toHaveLength(300)
    expect(detail?.startsWith('one two x')).toBe(true)
  })

  test('never repeat the key, whole or in pieces, nor any other key', () => {
    const key = 'canary-9f31a7c2d4e85b60'
    const body = {
      error: {
        message: `Key ${key} refused (${key.slice(0, 12)}…${key.slice(-10)}); Bearer abc.def.ghi; sk-proj-12345678; see https://u:p4ss@proxy/`,
      },
    }
    const detail = refusalDetail({ status: 401, body }, [key]) ?? ''
    for (const secret of [key, key.slice(0, 12), key.slice(-10), 'abc.def.ghi', 'sk-proj-12345678', 'p4ss']) {
      expect(detail).not.toContain(secret)
    }
    expect(detail).toContain('refused')
  })

  test('stay readable when a header value is a common word', () => {
    expect(redact('the model is on', ['on', 'the', ''])).toBe('the model is on')
  })
})

describe('errors on the way', () => {
  test.each([
    ['unreachable', 'no-network'],
    ['proxy', 'proxy-failed'],
    ['tls', 'tls-failed'],
    ['timeout', 'timeout'],
    ['too-large', 'malformed-stream'],
    ['redirect', 'provider-error'],
  ] as const)('%s is told as %s even when it is wrapped', (problem, code) => {
    expect(failureOf(new Error('outer', { cause: new NetworkError(problem) }), []).code).toBe(code)
  })

  test('what was already named keeps its name, and what is unknown says so', () => {
    expect(failureOf(new ProviderFailure('quota', 'words'), [])).toMatchObject({ code: 'quota', detail: 'words' })
    expect(failureOf(new RangeError('private words'), [])).toMatchObject({ code: 'unknown', detail: null })
  })

  test('a chain of causes that bites its tail ends', () => {
    const error = new Error('loop')
    error.cause = error
    expect(failureOf(error, []).code).toBe('unknown')
  })
})
