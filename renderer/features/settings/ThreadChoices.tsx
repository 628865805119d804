import { useTranslation } from 'react-i18next'
import type { Appearance } from '#shared/model/settings.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { playSoftSound } from '#renderer/design/soft-sound.ts'
import { Switch } from '#renderer/design/Switch.tsx'
import { useAppearance, useSetAppearance } from '#renderer/rpc/appearance.ts'
import { AppearancePreview } from './AppearancePreview.tsx'
import styles from './settings.module.css'

/** How conversations look, with a few lines to see it by, and whether a finished reply is heard. */
export function ThreadChoices() {
  const { t } = useTranslation('settings')
  const appearance = useAppearance()
  const choose = useSetAppearance()
  if (appearance === undefined) return null
  return (
    <>
      <Section title={t('appearance.thread')} description={t('appearance.threadBody')}>
        <AppearancePreview />
        <div className={styles['choices']}>
          <Choice
            name={t('appearance.messages')}
            value={appearance.messages}
            onChange={(messages) => choose({ messages })}
            options={[
              ['paper', t('appearance.paper')],
              ['bubbles', t('appearance.bubbles')],
            ]}
          />
          <Choice
            name={t('appearance.font')}
            value={appearance.threadFont}
            onChange={(threadFont) => choose({ threadFont })}
            options={[
              ['sans', t('appearance.sans')],
              ['serif', t('appearance.serif')],
            ]}
          />
          <Choice
            name={t('appearance.measure')}
            value={appearance.measure}
            onChange={(measure) => choose({ measure })}
            options={[
              ['narrow', t('appearance.narrow')],
              ['normal', t('appearance.normal')],
              ['wide', t('appearance.wide')],
            ]}
          />
          <Choice
            name={t('appearance.density')}
            value={appearance.density}
            onChange={(density) => choose({ density })}
            options={[
              ['comfortable', t('appearance.comfortable')],
              ['compact', t('appearance.compact')],
            ]}
          />
        </div>
      </Section>
      <Section title={t('appearance.sound')}>
        <Switch
          label={t('appearance.replySound')}
          hint={t('appearance.replySoundHint')}
          checked={appearance.replySound}
          onChange={(replySound) => {
            choose({ replySound })
            if (replySound) playSoftSound()
          }}
        />
      </Section>
    </>
  )
}

function Choice<Value extends Appearance[keyof Appearance] & string>(props: {
  readonly name: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, label: string])[]
  readonly onChange: (value: Value) => void
}) {
  return (
    <div className={styles['choice']}>
      <p aria-hidden>{props.name}</p>
      <Segmented<Value>
        label={props.name}
        value={props.value}
        onChange={props.onChange}
        segments={props.options.map(([value, label]) => ({ value, label }))}
      />
    </div>
  )
}
