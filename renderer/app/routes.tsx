import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import type { CompanionId, ConversationId, MessageId, MilestoneId } from '#shared/model/ids.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { Home } from './Home.tsx'
import { companionTabs, dayViews, paths, patterns, settingsPages } from './paths.ts'
import { useArrivalFocus } from './use-arrival-focus.ts'

const Sidebar = lazy(async () => ({ default: (await import('#renderer/features/chat/Sidebar.tsx')).Sidebar }))
const ChatPage = lazy(async () => ({ default: (await import('#renderer/features/chat/ChatPage.tsx')).ChatPage }))
const LibraryPage = lazy(async () => ({
  default: (await import('#renderer/features/library/LibraryPage.tsx')).LibraryPage,
}))
const CompanionRoom = lazy(async () => ({
  default: (await import('#renderer/features/companion/CompanionRoom.tsx')).CompanionRoom,
}))
const YouPage = lazy(async () => ({
  default: (await import('#renderer/features/companion/you/YouPage.tsx')).YouPage,
}))
const NewFromCardPage = lazy(async () => ({
  default: (await import('#renderer/features/companion/cards/NewFromCardPage.tsx')).NewFromCardPage,
}))
const NewCompanionPage = lazy(async () => ({
  default: (await import('#renderer/features/companion/NewCompanionPage.tsx')).NewCompanionPage,
}))
const ImportPage = lazy(async () => ({
  default: (await import('#renderer/features/import/ImportPage.tsx')).ImportPage,
}))
const ExportPage = lazy(async () => ({
  default: (await import('#renderer/features/export/ExportPage.tsx')).ExportPage,
}))
const SettingsRoom = lazy(async () => ({
  default: (await import('#renderer/features/settings/SettingsRoom.tsx')).SettingsRoom,
}))

const StoryPage = lazy(async () => ({ default: (await import('#renderer/features/story/StoryPage.tsx')).StoryPage }))
const OnThisDay = lazy(async () => ({ default: (await import('#renderer/features/days/OnThisDay.tsx')).OnThisDay }))
const DaysRoom = lazy(async () => ({ default: (await import('#renderer/features/days/DaysRoom.tsx')).DaysRoom }))
const NewDayPage = lazy(async () => ({ default: (await import('#renderer/features/days/DayPage.tsx')).NewDayPage }))
const DayPage = lazy(async () => ({ default: (await import('#renderer/features/days/DayPage.tsx')).DayPage }))

const DayKeeper = lazy(async () => ({ default: (await import('#renderer/features/days/DayKeeper.tsx')).DayKeeper }))

/** Tells reminders above whatever page there is. */
export function RemindersSlot() {
  return (
    <Suspense>
      <DayKeeper />
    </Suspense>
  )
}

/** The palette and the keyboard map, behind their keys. */
export { PaletteHost } from '#renderer/features/palette/PaletteHost.tsx'

/** What fills the sidebar. */
export function SidebarSlot() {
  const { t } = useTranslation()
  return (
    <Suspense fallback={<Spinner label={t('loading')} />}>
      <Sidebar />
    </Suspense>
  )
}

/** The page at the present address. Features meet here and nowhere else. */
export function Pages(props: {
  /** Changes when words were handed to the library from elsewhere, which then begins anew. */
  readonly searches: number
}) {
  const { t } = useTranslation()
  const [address] = useLocation()
  useArrivalFocus(address)
  return (
    <CrashGuard key={address}>
      <Suspense fallback={<Spinner label={t('loading')} />}>
        <Switch>
          <Route path={patterns.home} component={Home} />
          <Route path={patterns.message}>
            {({ conversationId, messageId }) => (
              <ChatPage
                key={conversationId}
                conversationId={Number(conversationId) as ConversationId}
                messageId={Number(messageId) as MessageId}
              />
            )}
          </Route>
          <Route path={patterns.chat}>
            {({ conversationId }) => (
              <ChatPage
                key={conversationId}
                conversationId={Number(conversationId) as ConversationId}
                messageId={null}
              />
            )}
          </Route>
          <Route path={patterns.library}>
            <LibraryPage key={props.searches} />
          </Route>
          <Route path={patterns.newCompanion} component={NewCompanionPage} />
          <Route path={patterns.newFromCard} component={NewFromCardPage} />
          <Route path={patterns.companion}>
            {({ companionId, tab = 'profile' }) => {
              const known = companionTabs.find((name) => name === tab)
              if (known === undefined) return <NotFound />
              return <CompanionRoom key={companionId} companionId={Number(companionId) as CompanionId} tab={known} />
            }}
          </Route>
          <Route path={patterns.import} component={ImportPage} />
          <Route path={patterns.export}>
            <ExportPage scope={{ kind: 'everything' }} />
          </Route>
          <Route path={patterns.exportCompanion}>
            {({ companionId }) => (
              <ExportPage scope={{ kind: 'companion', companionId: Number(companionId) as CompanionId }} />
            )}
          </Route>
          <Route path={patterns.exportConversation}>
            {({ conversationId }) => (
              <ExportPage scope={{ kind: 'conversation', conversationId: Number(conversationId) as ConversationId }} />
            )}
          </Route>
          <Route path={patterns.exportMessages}>
            {({ conversationId, messageIds }) => (
              <ExportPage
                scope={{
                  kind: 'messages',
                  conversationId: Number(conversationId) as ConversationId,
                  messageIds: messageIds.split('.').map((id) => Number(id) as MessageId),
                }}
              />
            )}
          </Route>
          <Route path={patterns.story}>
            {({ companionId }) => (
              <StoryPage
                companionId={companionId === undefined ? null : (Number(companionId) as CompanionId)}
                OnThisDay={OnThisDay}
              />
            )}
          </Route>
          <Route path={patterns.days}>
            {({ view }) => {
              const known = dayViews.find((name) => name === view)
              return known === undefined ? <NotFound /> : <DaysRoom view={known} />
            }}
          </Route>
          <Route path={patterns.newDay}>
            <NewDayPage />
          </Route>
          <Route path={patterns.newDayFrom}>
            {({ messageId }) => <NewDayPage messageId={Number(messageId) as MessageId} />}
          </Route>
          <Route path={patterns.newDayOn}>{({ date }) => <NewDayPage date={date} />}</Route>
          <Route path={patterns.day}>
            {({ milestoneId }) => <DayPage key={milestoneId} id={Number(milestoneId) as MilestoneId} />}
          </Route>
          <Route path={patterns.settings}>
            {({ page }) => {
              const known = settingsPages.find((name) => name === page)
              return known === undefined ? <NotFound /> : <SettingsRoom page={known} you={<YouPage />} />
            }}
          </Route>
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </CrashGuard>
  )
}

function NotFound() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  return (
    <main>
      <EmptyState
        page
        title={t('notFound.title')}
        actions={
          <Button look="primary" onClick={() => navigate(paths.home())}>
            {t('notFound.action')}
          </Button>
        }
      >
        {t('notFound.body')}
      </EmptyState>
    </main>
  )
}
