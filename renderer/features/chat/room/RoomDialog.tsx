import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { mostMembers } from '#shared/model/room.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './room.module.css'

/** Makes a room, or changes who is in one. */
export function RoomDialog(props: {
  /** The room that is changed; null for a new one. */
  readonly room: Conversation | null
  readonly companions: readonly Companion[]
  readonly onClose: () => void
  readonly onMade: (room: Conversation) => void
}) {
  const { room, companions, onClose, onMade } = props
  const { t } = useTranslation('chat')
  const client = useClient()
  const errorText = useErrorText()
  const [title, setTitle] = useState('')
  const [memberIds, setMemberIds] = useState<readonly CompanionId[]>(room?.memberIds ?? [])
  const [error, setError] = useState<string | null>(null)
  const fewest = room ? 1 : 2
  const fits = memberIds.length >= fewest && memberIds.length <= mostMembers
  // Whoever is there already can leave, archived or not.
  const choices = companions.filter(({ id, archived }) => !archived || memberIds.includes(id))

  const save = async () => {
    try {
      const made = room
        ? await client.rooms.setMembers({ id: room.id, memberIds: [...memberIds] })
        : await client.rooms.create({ memberIds: [...memberIds], title: title.trim() || null })
      onMade(made)
      onClose()
    } catch (reason) {
      setError(errorText(reason))
    }
  }

  return (
    <FormDialog
      title={room ? t('room.membersTitle') : t('room.newTitle')}
      cancel={t('room.cancel')}
      submit={room ? t('room.save') : t('room.make')}
      disabled={!fits}
      error={error}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {!room && (
        <TextField
          label={t('room.title')}
          hint={t('room.titleHint')}
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      )}
      <fieldset className={styles['members']}>
        <legend>{t('room.members')}</legend>
        {choices.map(({ id, profile }) => (
          <label key={id} className={styles['member']}>
            <input
              type="checkbox"
              checked={memberIds.includes(id)}
              onChange={({ target }) =>
                setMemberIds(target.checked ? [...memberIds, id] : memberIds.filter((one) => one !== id))
              }
            />
            {profile.name}
          </label>
        ))}
      </fieldset>
      <p className={styles['hint']}>{t('room.order', { count: mostMembers })}</p>
    </FormDialog>
  )
}
