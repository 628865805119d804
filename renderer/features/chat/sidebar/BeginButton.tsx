import { SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'

/** Begins a conversation; with a companion who has several greetings, with the one that is chosen. */
export function BeginButton(props: { readonly companion: Companion; readonly onBegin: (greeting: number) => void }) {
  const { profile } = props.companion
  const { t } = useTranslation('chat')
  const greetings = [profile.greeting, ...profile.greetings].flatMap((text, place) => {
    const label = text.replaceAll(/\s+/gu, ' ').trim()
    return label === '' ? [] : [{ place, label: label.length > 48 ? `${label.slice(0, 48)}…` : label }]
  })
  const button = { size: 'small', name: t('sidebar.newConversation'), icon: <SquarePen /> } as const
  const single = greetings.length < 2
  useActions(
    (single ? [{ place: greetings[0]?.place ?? 0, label: undefined }] : greetings).map(({ place, label }) => ({
      id: `conversation.new.${place}`,
      name: t('sidebar.newConversation'),
      group: 'anywhere',
      ...(label === undefined ? {} : { about: label }),
      run: () => props.onBegin(place),
    })),
  )
  if (single) return <IconButton {...button} onClick={() => props.onBegin(greetings[0]?.place ?? 0)} />
  return (
    <Menu
      trigger={<IconButton {...button} />}
      entries={greetings.map(({ place, label }) => ({
        key: String(place),
        label,
        onSelect: () => props.onBegin(place),
      }))}
    />
  )
}
