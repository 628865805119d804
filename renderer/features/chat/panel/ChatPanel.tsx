import { X } from 'lucide-react'
import { memo, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'
import { SidePanel, useFrame } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { IconTabs } from '#renderer/design/IconTabs.tsx'
import type { GoTo } from '../message/use-message-actions.ts'
import type { ConversationFacts } from '../use-conversation.ts'
import type { PanelId } from './panel.ts'
import { usePanels } from './use-panels.tsx'

/** What there is beside the thread: a page a tab, in a column where there is room for one and in a sheet elsewhere. */
export const ChatPanel = memo(function ChatPanel(props: {
  readonly facts: ConversationFacts
  readonly goTo: GoTo
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly tab: PanelId
  readonly onTab: (tab: PanelId) => void
}) {
  const { facts, goTo, open, onOpenChange, tab, onTab } = props
  const { t } = useTranslation('chat')
  const { width } = useFrame()
  const panels = usePanels()
  const chosen = panels.find(({ id }) => id === tab) ?? panels[0]
  // A sheet lies over the thread: whoever is taken to another place wants to see it.
  const leave = useMemo<GoTo>(
    () => (anchor, options) => {
      goTo(anchor, options)
      if (width !== 'three') onOpenChange(false)
    },
    [goTo, width, onOpenChange],
  )
  useActions(
    panels.map(({ id, name }) => ({
      id: `panel.${id}`,
      name,
      about: t('panel.label'),
      group: 'conversation',
      run: () => {
        onTab(id)
        onOpenChange(true)
      },
    })),
  )
  if (!chosen) return null
  const { Panel } = chosen
  return (
    <SidePanel label={t('panel.label')} open={open} onOpenChange={onOpenChange}>
      <IconTabs
        label={t('panel.label')}
        tabs={panels}
        value={chosen.id}
        onChange={onTab}
        end={<IconButton name={t('panel.close')} icon={<X />} onClick={() => onOpenChange(false)} />}
      >
        <Suspense>
          <Panel facts={facts} goTo={leave} onClose={() => onOpenChange(false)} />
        </Suspense>
      </IconTabs>
    </SidePanel>
  )
})
