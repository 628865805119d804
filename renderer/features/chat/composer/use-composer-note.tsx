import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'

/** Why nothing can be sent right now, or what went wrong with the last words, and the way on; null when all is well. */
export function useComposerNote(companion: Companion | undefined, error: unknown): ReactNode {
  const { t } = useTranslation('chat')
  const errorText = useErrorText()
  if (companion && companion.binding === null) {
    return (
      <>
        <span>{t('composer.noModel', { name: companion.profile.name })}</span>
        <Link href={paths.companion(companion.id, 'model')}>{t('state.chooseModel')}</Link>
      </>
    )
  }
  return error === null ? null : errorText(error)
}
