import { skipToken, useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { MessageId, MilestoneId } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Page } from '#renderer/design/Page.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { DayForm } from './DayForm.tsx'
import { DayPictureButton } from './DayPictureButton.tsx'
import { proposedDay } from './kinds.ts'

/** A new day: an empty one, one on a date, or one that comes from a message. */
export function NewDayPage(props: { readonly messageId?: MessageId; readonly date?: LocalDate }) {
  const { messageId } = props
  const { t, i18n } = useTranslation('days')
  const api = useApi()
  const today = useQuery(api.milestones.today.queryOptions({ input: { companionId: null } })).data
  const companions = useQuery(api.companions.list.queryOptions()).data
  const messages = useQuery(
    api.milestones.messages.queryOptions({ input: messageId === undefined ? skipToken : { ids: [messageId] } }),
  ).data
  if (!today || !companions || (messageId !== undefined && !messages)) return null
  const [message] = messages ?? []
  const only = companions.length === 1 ? companions[0] : undefined
  return (
    <Around title={t('new')}>
      <DayForm
        id={null}
        fields={proposedDay('custom', {
          title: '',
          companionId: message?.companionId ?? only?.id ?? null,
          messageIds: message ? [message.id] : [],
          date: message?.date ?? props.date ?? today.date,
          language: i18n.language,
        })}
      />
    </Around>
  )
}

/** A day that is kept, to be looked at and changed. */
export function DayPage({ id }: { readonly id: MilestoneId }) {
  const { t } = useTranslation('days')
  const [, navigate] = useLocation()
  const api = useApi()
  const days = useQuery(api.milestones.list.queryOptions()).data
  const today = useQuery(api.milestones.today.queryOptions({ input: { companionId: null } })).data
  if (!days || !today) return null
  const day = days.find((one) => one.id === id)
  if (!day) {
    return (
      <main>
        <EmptyState
          page
          title={t('form.gone')}
          actions={
            <Button look="primary" onClick={() => navigate(paths.days())}>
              {t('form.back')}
            </Button>
          }
        />
      </main>
    )
  }
  const { id: _, createdAt: __, ...fields } = day
  return (
    <Around title={`${day.emoji ?? ''} ${day.title}`.trim()} actions={<DayPictureButton day={day} today={today} />}>
      <DayForm id={id} fields={fields} />
    </Around>
  )
}

function Around(props: { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation(['days', 'common'])
  const [, navigate] = useLocation()
  return (
    <Page
      title={props.title}
      actions={props.actions}
      start={
        <>
          <SidebarToggle name={t('common:openSidebar')} />
          <IconButton name={t('days:form.back')} icon={<ArrowLeft />} onClick={() => navigate(paths.days())} />
        </>
      }
    >
      {props.children}
    </Page>
  )
}
