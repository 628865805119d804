import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'

/** Why nothing can be sent right now, or what went wrong with the last words, and the way on. */
export function ComposerNote(props: {
  readonly companion: Companion | undefined
  readonly error: unknown
  readonly unsaved: boolean
}) {
  const { companion, error, unsaved } = props
  const { t } = useTranslation('chat')
  const errorText = useErrorText()
  if (companion && companion.binding === null) {
    return (
      <>
        {t('composer.noModel', { name: companion.profile.name })}{' '}
        <Link href={paths.companion(companion.id)}>{t('state.chooseModel')}</Link>
      </>
    )
  }
  if (error !== null) return errorText(error)
  return unsaved ? t('composer.draftUnsaved') : null
}
