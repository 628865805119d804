import { useMutation } from '@tanstack/react-query'
import { Download, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { Memory } from '#shared/model/memory.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { saveFile } from '#renderer/design/save-file.ts'
import { TextField } from '#renderer/design/TextField.tsx'
import { useReached } from '#renderer/design/use-reached.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { MeaningSection } from '../meaning/MeaningSection.tsx'
import { LookThrough } from './LookThrough.tsx'
import { MemoryDialog } from './MemoryDialog.tsx'
import { MemoryGroup } from './MemoryGroup.tsx'
import { SummaryGroup } from './SummaryGroup.tsx'
import { useMemories } from './use-memories.ts'
import { VersionsDialog } from './VersionsDialog.tsx'
import styles from './memories.module.css'

/** What is open over the list. */
type Opened =
  | { readonly what: 'edit'; readonly memory: Memory | null }
  | { readonly what: 'versions'; readonly memory: Memory }

/** Everything that is remembered with one companion: what is always told, what waits to be looked through, and the rest. */
export function MemoriesTab(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('memory')
  const client = useClient()
  const [words, setWords] = useState('')
  const query = useDeferredValue(words)
  const [opened, setOpened] = useState<Opened | null>(null)
  const kept = useMemories(companion.id, 'kept', query)
  const proposed = useMemories(companion.id, 'proposed', query)
  const end = useReached<HTMLDivElement>(kept.hasMore, kept.loadMore)
  const write = useMutation({
    mutationFn: () => client.memories.write({ companionId: companion.id }),
    onSuccess: ({ name, text }) => saveFile(name, text, 'application/json'),
  })
  const isEmpty = kept.memories?.length === 0 && proposed.memories?.length === 0
  const close = () => setOpened(null)
  const shared = {
    onEdit: (memory: Memory) => setOpened({ what: 'edit', memory }),
    onVersions: (memory: Memory) => setOpened({ what: 'versions', memory }),
  }
  return (
    <CompanionFrame companion={companion} tab="memories">
      <div className={styles['bar']}>
        <TextField
          label={t('search')}
          labelHidden
          type="search"
          placeholder={t('search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button icon={<Plus aria-hidden />} onClick={() => setOpened({ what: 'edit', memory: null })}>
          {t('newTitle')}
        </Button>
        <Button icon={<Download aria-hidden />} busy={write.isPending} onClick={() => write.mutate()}>
          {t('export')}
        </Button>
      </div>
      {isEmpty && query.trim() === '' && <EmptyState title={t('none')}>{t('noneMore')}</EmptyState>}
      {isEmpty && query.trim() !== '' && <EmptyState title={t('nothingFound')} />}
      <MemoryGroup title={t('pinned')} memories={(kept.memories ?? []).filter(({ pinned }) => pinned)} {...shared} />
      {query.trim() === '' && <LookThrough companionId={companion.id} name={companion.profile.name} />}
      <MemoryGroup
        title={t('proposals')}
        description={t('proposalsBody')}
        memories={proposed.memories ?? []}
        {...shared}
      />
      {query.trim() === '' && <SummaryGroup companionId={companion.id} name={companion.profile.name} />}
      {query.trim() === '' && <MeaningSection companion={companion} />}
      <MemoryGroup title={t('others')} memories={(kept.memories ?? []).filter(({ pinned }) => !pinned)} {...shared} />
      {kept.hasMore && <div ref={end} aria-hidden />}
      {opened?.what === 'edit' && <MemoryDialog companionId={companion.id} memory={opened.memory} onClose={close} />}
      {opened?.what === 'versions' && <VersionsDialog memory={opened.memory} onClose={close} />}
    </CompanionFrame>
  )
}
