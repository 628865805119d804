import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { CardChooser } from './CardChooser.tsx'
import { CardReview } from './CardReview.tsx'
import styles from './cards.module.css'
import { useCard } from './use-card.ts'

/** Meet somebody by their card: everything on it is seen before anybody is made. */
export function NewFromCardPage() {
  const { t } = useTranslation(['cards', 'common'])
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const { look, accept, card, error } = useCard(null, ({ id }) => navigate(paths.companion(id)))
  return (
    <Page title={t('newTitle')} start={<SidebarToggle name={t('common:openSidebar')} />}>
      <div className={styles['page']}>
        <Section description={t('newBody')}>
          {error === null ? null : (
            <Banner tone="danger" live>
              {errorText(error)}
            </Banner>
          )}
          <CardChooser busy={look.isPending} again={card !== null} onChoose={(file) => look.mutate(file)} />
        </Section>
        {card === null ? null : (
          <CardReview
            key={card.uploadId}
            preview={card.preview}
            busy={accept.isPending}
            onAccept={(parts) => accept.mutate({ uploadId: card.uploadId, parts })}
          />
        )}
      </div>
    </Page>
  )
}
