import { NotebookPen, Pin, PinOff, SmilePlus, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import type { MessageEntry } from '../message/use-message-entries.tsx'
import { useMarkActions, useMarksOf } from './marks-context.ts'

/** Keeping, pinning and answering a message with an emoji. */
export function useMarkEntries({ id }: Message): MessageEntry[] {
  const { t } = useTranslation('chat')
  const marks = useMarksOf(id)
  const { setFavourite, setPinned, chooseReaction, editNote } = useMarkActions()
  const note = marks?.favourite ?? null
  const pinned = marks?.pinned === true
  const entries: MessageEntry[] = [
    {
      key: 'react',
      label: t('marks.react'),
      icon: <SmilePlus />,
      rail: true,
      onSelect: () => chooseReaction(id),
    },
    note === null
      ? {
          key: 'favourite',
          label: t('marks.keep'),
          icon: <Star />,
          rail: true,
          onSelect: () => setFavourite(id, true),
        }
      : {
          key: 'favourite',
          label: t('marks.unkeep'),
          icon: <Star fill="currentColor" />,
          rail: true,
          active: true,
          onSelect: () => setFavourite(id, false, note),
        },
  ]
  if (note !== null) {
    entries.push({
      key: 'note',
      label: note === '' ? t('marks.addNote') : t('marks.editNote'),
      icon: <NotebookPen />,
      onSelect: () => editNote(id, note),
    })
  }
  entries.push({
    key: 'pin',
    label: pinned ? t('marks.unpin') : t('marks.pin'),
    icon: pinned ? <PinOff /> : <Pin />,
    onSelect: () => setPinned(id, !pinned),
  })
  return entries
}
