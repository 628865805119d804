import { useTranslation } from 'react-i18next'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import styles from './PictureDialog.module.css'
import type { NameChoice, PictureOptions } from './picture-options.ts'

type Change = (options: PictureOptions) => void

function NameField(props: {
  readonly label: string
  readonly choice: NameChoice
  readonly onChange: (choice: NameChoice) => void
}) {
  const { label, choice, onChange } = props
  const { t } = useTranslation('chat')
  return (
    <fieldset className={styles['set']}>
      <legend>{label}</legend>
      <Segmented
        label={label}
        value={choice.kind}
        onChange={(kind) => onChange({ ...choice, kind })}
        segments={[
          { value: 'shown', label: t('picture.nameShown') },
          { value: 'covered', label: t('picture.nameCovered') },
          { value: 'other', label: t('picture.nameOther') },
        ]}
      />
      {choice.kind === 'other' && (
        <TextField
          label={t('picture.otherName')}
          labelHidden
          placeholder={t('picture.otherName')}
          maxLength={60}
          value={choice.other}
          onChange={(event) => onChange({ ...choice, other: event.target.value })}
        />
      )}
    </fieldset>
  )
}

/** The choices about a picture, the ones that matter most for who sees it first. */
export function PictureForm(props: {
  readonly options: PictureOptions
  readonly onChange: Change
  readonly hasCompanion: boolean
}) {
  const { options, onChange, hasCompanion } = props
  const { t } = useTranslation('chat')
  const set = (change: Partial<PictureOptions>) => onChange({ ...options, ...change })
  return (
    <>
      <NameField label={t('picture.theirName')} choice={options.theirs} onChange={(theirs) => set({ theirs })} />
      <NameField label={t('picture.yourName')} choice={options.yours} onChange={(yours) => set({ yours })} />
      <TextField
        label={t('picture.cover')}
        hint={t('picture.coverHint')}
        maxLength={500}
        value={options.cover}
        onChange={(event) => set({ cover: event.target.value })}
      />
      <TextField
        label={t('picture.title')}
        maxLength={80}
        value={options.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <fieldset className={styles['set']}>
        <legend>{t('picture.look')}</legend>
        <Segmented
          label={t('picture.theme')}
          value={options.theme}
          onChange={(theme) => set({ theme })}
          segments={[
            { value: 'light', label: t('picture.light') },
            { value: 'dark', label: t('picture.dark') },
          ]}
        />
        <Segmented
          label={t('picture.width')}
          value={options.width}
          onChange={(width) => set({ width })}
          segments={[
            { value: 'phone', label: t('picture.phone') },
            { value: 'letter', label: t('picture.letter') },
          ]}
        />
        <Segmented
          label={t('picture.face')}
          value={options.face}
          onChange={(face) => set({ face })}
          segments={[
            { value: 'serif', label: t('picture.serif') },
            { value: 'sans', label: t('picture.sans') },
          ]}
        />
      </fieldset>
      {hasCompanion && (
        <Switch label={t('picture.avatar')} checked={options.avatar} onChange={(avatar) => set({ avatar })} />
      )}
      <Switch label={t('picture.days')} checked={options.days} onChange={(days) => set({ days })} />
      <Switch label={t('picture.times')} checked={options.times} onChange={(times) => set({ times })} />
      <Switch
        label={t('picture.footerOn')}
        hint={t('picture.footerHint')}
        checked={options.footer}
        onChange={(footer) => set({ footer })}
      />
    </>
  )
}
