import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { SelfShare } from '#shared/model/self.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from '../companion.module.css'

const parts = ['name', 'pronouns', 'about'] as const

/** What a companion may know of the person, part by part, with what that part says. */
export function KnowsSection(props: {
  readonly knows: SelfShare
  readonly onChange: (change: Partial<SelfShare>) => void
}) {
  const { t } = useTranslation('companion')
  const [, navigate] = useLocation()
  const self = useQuery(useApi().self.get.queryOptions()).data
  if (self === undefined) return null
  return (
    <Section title={t('knows.title')} description={t('knows.body')}>
      <div>
        {parts.map((part) => (
          <Switch
            key={part}
            label={t(`fields.${part === 'name' ? 'yourName' : part === 'pronouns' ? 'yourPronouns' : 'about'}`)}
            hint={self[part].trim() === '' ? t('knows.empty') : shortened(self[part])}
            checked={props.knows[part]}
            onChange={(known) => props.onChange({ [part]: known })}
          />
        ))}
      </div>
      <div className={styles['actions']}>
        <Button size="small" onClick={() => navigate(paths.settings('you'))}>
          {t('knows.edit')}
        </Button>
      </div>
    </Section>
  )
}

function shortened(text: string): string {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text
}
