import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '#shared/model/companion.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import styles from '../companion.module.css'

/** What the two are called in a text that goes to the model. */
const macros = { user: '{{user}}', char: '{{char}}' }

/** How a companion begins, and how they speak: greetings, examples, and the reminder at the end. */
export function GreetingsSection(props: {
  readonly profile: Profile
  readonly onChange: (change: Partial<Profile>) => void
}) {
  const { profile, onChange } = props
  const { greetings } = profile
  const { t } = useTranslation('companion')
  return (
    <Section title={t('speaking.title')}>
      <TextArea
        label={t('greeting')}
        hint={t('greetingNote')}
        maxLength={20_000}
        rows={2}
        value={profile.greeting}
        onChange={(event) => onChange({ greeting: event.currentTarget.value })}
      />
      {greetings.map((greeting, place) => (
        <div key={place} className={styles['another']}>
          <TextArea
            label={t('speaking.another', { number: place + 2 })}
            maxLength={20_000}
            rows={2}
            value={greeting}
            onChange={(event) => onChange({ greetings: greetings.with(place, event.currentTarget.value) })}
          />
          <Button
            look="quiet"
            size="small"
            onClick={() => onChange({ greetings: greetings.filter((_one, at) => at !== place) })}
          >
            {t('speaking.remove')}
          </Button>
        </div>
      ))}
      <div className={styles['actions']}>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          disabled={greetings.length >= 100}
          onClick={() => onChange({ greetings: [...greetings, ''] })}
        >
          {t('speaking.add')}
        </Button>
      </div>
      <TextArea
        label={t('fields.examples')}
        hint={t('hints.examples', macros)}
        placeholder={'<START>\n{{user}}: …\n{{char}}: …'}
        maxLength={100_000}
        rows={3}
        value={profile.examples}
        onChange={(event) => onChange({ examples: event.currentTarget.value })}
      />
      <TextArea
        label={t('fields.reminder')}
        hint={t('hints.reminder')}
        maxLength={20_000}
        rows={2}
        value={profile.reminder}
        onChange={(event) => onChange({ reminder: event.currentTarget.value })}
      />
    </Section>
  )
}
