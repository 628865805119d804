import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { DigestView } from './DigestView.tsx'
import { LetterEditor } from './LetterEditor.tsx'

/** The Letter of a companion, or the digest of it. */
export function LetterTab(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('common')
  const letter = useQuery(useApi().letter.get.queryOptions({ input: { companionId: companion.id } })).data
  const [view, setView] = useState<'letter' | 'digest'>('letter')
  if (letter === undefined) {
    return (
      <CompanionFrame companion={companion} tab="letter">
        <Spinner label={t('loading')} />
      </CompanionFrame>
    )
  }
  return view === 'letter' ? (
    <LetterEditor companion={companion} letter={letter} onDigest={() => setView('digest')} />
  ) : (
    <DigestView companion={companion} letter={letter} onLetter={() => setView('letter')} />
  )
}
