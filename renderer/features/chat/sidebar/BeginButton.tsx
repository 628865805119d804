import { SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { excerpt } from '#shared/excerpt.ts'
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
    return label === '' ? [] : [{ place, label: excerpt(label, 48) }]
  })
  const button = { size: 'small', name: t('sidebar.newConversation'), icon: <SquarePen /> } as const
  const single = greetings.length < 2
  const first = greetings[0]?.place ?? 0
  useActions(
    (single ? [{ place: first, label: undefined }] : greetings).map(({ place, label }) => ({
      id: `conversation.new.${place}`,
      name: t('sidebar.newConversation'),
      group: 'anywhere',
      ...(label === undefined ? {} : { about: label }),
      run: () => props.onBegin(place),
    })),
  )
  if (single) return <IconButton {...button} onClick={() => props.onBegin(first)} />
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
