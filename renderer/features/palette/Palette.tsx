import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryClient } from '@tanstack/react-query'
import { CommandDialog, type Command } from '#renderer/design/CommandDialog.tsx'
import { rememberUse } from './recently-used.ts'
import { usePaletteGroups } from './use-palette-groups.tsx'

/** Type what you want to do or whom you want to see: every action of the page, companions, conversations, settings. */
export function Palette(props: { readonly onClose: () => void; readonly onSearch: (words: string) => void }) {
  const { onClose, onSearch } = props
  const { t } = useTranslation('actions')
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const groups = usePaletteGroups(typed, onSearch)
  const chosen = useRef<Command | null>(null)
  // Only once the dialog has given the focus back may what was chosen take it somewhere else.
  useEffect(() => () => void setTimeout(() => chosen.current?.run()), [])
  return (
    <CommandDialog
      open
      onClose={(command) => {
        chosen.current = command
        if (command !== null) rememberUse(queries, command.key)
        onClose()
      }}
      label={t('palette.title')}
      placeholder={t('palette.placeholder')}
      value={typed}
      onChange={setTyped}
      groups={groups}
      empty={t('palette.nothing')}
    />
  )
}
