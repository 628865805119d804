import { Archive, ArchiveRestore, Eye, EyeOff, MoveRight, Star, Tag, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import type { LibraryChange, LibraryFilter } from '#shared/model/library.ts'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { ArrangeKind } from './ArrangeDialog.tsx'
import styles from './arranging.module.css'
import { useArrange } from './use-arrange.ts'

/** What is done with the chosen conversations at once. */
export function SelectionBar(props: {
  readonly ids: readonly ConversationId[]
  readonly shelf: LibraryFilter['shelf']
  readonly total: number
  readonly onAll: () => void
  readonly onClear: () => void
  readonly onAsk: (kind: ArrangeKind) => void
}) {
  const { ids, shelf, total, onAll, onClear, onAsk } = props
  const { t } = useTranslation('library')
  const formats = useFormats()
  const { arrange } = useArrange()
  const change = (wanted: LibraryChange) => {
    arrange(ids, wanted)
    onClear()
  }
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('arrange.bar')}>
      <IconButton name={t('arrange.clear')} icon={<X />} onClick={onClear} />
      <span className={styles['barCount']} role="status">
        {t('arrange.chosen', { count: ids.length, number: formats.number(ids.length) })}
      </span>
      {ids.length < total && (
        <Button look="quiet" size="small" onClick={onAll}>
          {t('arrange.chooseAll')}
        </Button>
      )}
      <span className={styles['barTools']}>
        <IconButton name={t('arrange.star')} icon={<Star />} onClick={() => change({ starred: true })} />
        <IconButton name={t('arrange.tag')} icon={<Tag />} onClick={() => onAsk('tag')} />
        <IconButton name={t('arrange.move')} icon={<MoveRight />} onClick={() => onAsk('move')} />
        <IconButton
          name={t(shelf === 'archived' ? 'arrange.unarchive' : 'arrange.archive')}
          icon={shelf === 'archived' ? <ArchiveRestore /> : <Archive />}
          onClick={() => change({ archived: shelf !== 'archived' })}
        />
        <IconButton
          name={t(shelf === 'hidden' ? 'arrange.unhide' : 'arrange.hide')}
          icon={shelf === 'hidden' ? <Eye /> : <EyeOff />}
          onClick={() => change({ hidden: shelf !== 'hidden' })}
        />
      </span>
    </div>
  )
}
