import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { DraftView } from '../letter-draft/DraftView.tsx'
import { DigestView } from './DigestView.tsx'
import { LetterEditor } from './LetterEditor.tsx'

/** The Letter of a companion, the digest of it, or a draft of it out of what was said. */
export function LetterTab(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('common')
  const letter = useQuery(useApi().letter.get.queryOptions({ input: { companionId: companion.id } })).data
  const [view, setView] = useState<'letter' | 'digest' | 'draft'>('letter')
  if (letter === undefined) {
    return (
      <CompanionFrame companion={companion} tab="letter">
        <Spinner label={t('loading')} />
      </CompanionFrame>
    )
  }
  if (view === 'draft') return <DraftView companion={companion} purpose="letter" onBack={() => setView('letter')} />
  return view === 'letter' ? (
    <LetterEditor
      companion={companion}
      letter={letter}
      onDigest={() => setView('digest')}
      onDraft={() => setView('draft')}
    />
  ) : (
    <DigestView companion={companion} letter={letter} onLetter={() => setView('letter')} />
  )
}
