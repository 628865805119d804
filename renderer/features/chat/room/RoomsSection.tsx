import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { paths } from '#renderer/app/paths.ts'
import { useFrame } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { ConversationList } from '../sidebar/ConversationList.tsx'
import { Section } from '../sidebar/Section.tsx'
import { roomName } from './room-name.ts'
import { RoomDialog } from './RoomDialog.tsx'

/** The rooms, and the way to a new one for who has several companions. */
export function RoomsSection(props: {
  readonly companions: readonly Companion[]
  readonly open: ConversationId | null
}) {
  const { companions, open } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const [, navigate] = useLocation()
  const { closeSidebar } = useFrame()
  const [making, setMaking] = useState(false)
  const canMeet = companions.filter(({ archived }) => !archived).length >= 2
  useActions([{ id: 'room.new', name: t('room.new'), group: 'anywhere', enabled: canMeet, run: () => setMaking(true) }])
  if (!canMeet) return null
  return (
    <Section
      title={t('room.rooms')}
      action={<IconButton size="small" name={t('room.new')} icon={<Users />} onClick={() => setMaking(true)} />}
    >
      <ConversationList
        filter={{ kind: 'room', archived: false }}
        open={open}
        nameOf={(room) => roomName(room, companions, formats.list)}
      >
        {(list) => list}
      </ConversationList>
      {making && (
        <RoomDialog
          room={null}
          companions={companions}
          onClose={() => setMaking(false)}
          onMade={(room) => {
            closeSidebar()
            navigate(paths.chat(room.id))
          }}
        />
      )}
    </Section>
  )
}
