import { isDefinedError } from '@orpc/client'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ErrorCode, errorMap } from '#shared/contract/errors.ts'
import type { FailureCode } from '#shared/model/message.ts'
import { CopyRefusedError } from '#renderer/design/copy-text.ts'
import { LineLostError } from './line.ts'
import { UploadError } from './upload.ts'

type CardTrouble = z.infer<(typeof errorMap)['CARD_UNREADABLE']['data']>['reason']

/** A failure as the interface names it: the contract's codes and some of its own. */
export type ShownCode = ErrorCode | 'LINE_LOST' | 'UPLOAD_FAILED' | 'COPY_REFUSED'

/** The code of anything that was thrown at the interface. */
export function errorCode(error: unknown): ShownCode {
  if (error instanceof LineLostError) return 'LINE_LOST'
  if (error instanceof UploadError) return error.code
  if (error instanceof CopyRefusedError) return 'COPY_REFUSED'
  if (error instanceof Error && isDefinedError(error)) return (error as { readonly code: ErrorCode }).code
  return 'INTERNAL'
}

/** The data that came with a declared error of this code; null for any other error. */
export function errorData(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error) || !isDefinedError(error)) return {}
  const { data } = error as { readonly data?: unknown }
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
}

/** What went wrong and what to do next, in the person's language. */
export function errorText(t: TFunction<'errors'>, error: unknown): string {
  const code = errorCode(error)
  const data = errorData(error)
  if (code === 'URL_REFUSED') {
    const reason = data['reason']
    if (reason === 'scheme') return t('urlRefused.scheme')
    if (reason === 'credentials') return t('urlRefused.credentials')
    if (reason === 'blocked-address') return t('urlRefused.blocked-address')
    if (reason === 'clear-text') return t('urlRefused.clear-text')
    if (reason === 'too-long') return t('urlRefused.too-long')
    return t('urlRefused.malformed')
  }
  const wait = data['retryAfterMs']
  const seconds = typeof wait === 'number' ? Math.ceil(wait / 1000) : 0
  if (code === 'WRONG_KEY') return seconds > 1 ? t('wrongKeyWait', { count: seconds }) : t('WRONG_KEY')
  if (code === 'TRY_LATER') return t('TRY_LATER', { count: Math.max(1, seconds) })
  if (code === 'INTERNAL') return t('INTERNAL', { logId: typeof data['logId'] === 'string' ? data['logId'] : '–' })
  if (code === 'KEY_DETACHED') return t('KEY_DETACHED', { from: String(data['from']), to: String(data['to']) })
  if (code === 'PINS_FULL') return t('PINS_FULL', { most: Number(data['most']) })
  if (code === 'TEXT_TOO_LONG') return t('TEXT_TOO_LONG', { over: Number(data['over']) })
  if (code === 'PROVIDER_FAILED') return failureText(t, data['problem'] as FailureCode)
  if (code === 'CARD_UNREADABLE') return t(`cardUnreadable.${data['reason'] as CardTrouble}`)
  return t(code)
}

/** A failed request to a provider: what happened, and what to do next. */
export function failureText(t: TFunction<'errors'>, failure: FailureCode): string {
  return t('twoSentences', { first: t(`failure.${failure}.title`), second: t(`failure.${failure}.next`) })
}

/** `errorText` bound to the present language. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors')
  return (error) => errorText(t, error)
}
