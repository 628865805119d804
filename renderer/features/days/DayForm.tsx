import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { MilestoneId } from '#shared/model/ids.ts'
import { MilestoneFields, MilestoneKind } from '#shared/model/milestone.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { EmojiField } from './EmojiField.tsx'
import styles from './form.module.css'
import { FromMessages } from './FromMessages.tsx'
import { proposals } from './kinds.ts'
import { PictureField } from './PictureField.tsx'
import { RecurrenceFields } from './RecurrenceFields.tsx'
import { ReminderFields } from './ReminderFields.tsx'
import { StartFields } from './StartFields.tsx'
import { useRemoveDay } from './use-remove-day.ts'

/** Everything a person says of a day. */
export function DayForm(props: { readonly id: MilestoneId | null; readonly fields: MilestoneFields }) {
  const { id } = props
  const { t } = useTranslation('days')
  const client = useClient()
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const [fields, setFields] = useState(props.fields)
  const [isTried, setTried] = useState(false)
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const remove = useRemoveDay()
  const set = (change: Partial<MilestoneFields>) => setFields((before) => ({ ...before, ...change }))

  const keep = useMutation({
    mutationFn: (given: MilestoneFields) =>
      id === null ? client.milestones.create(given) : client.milestones.update({ id, fields: given }),
    onSuccess: () => navigate(paths.days()),
  })
  const companion = companions.find((one) => one.id === fields.companionId)
  const proposedTitles = MilestoneKind.options.flatMap((kind) => (kind === 'custom' ? [] : [t(`proposed.${kind}`)]))

  const chooseKind = (kind: MilestoneKind) => {
    const proposal = proposals[kind]
    const isOwnTitle = fields.title.trim() !== '' && !proposedTitles.includes(fields.title)
    const isOwnEmoji = fields.emoji !== null && fields.emoji !== proposals[fields.kind].emoji
    set({
      kind,
      ...(isOwnTitle || kind === 'custom' ? {} : { title: t(`proposed.${kind}`) }),
      ...(isOwnEmoji ? {} : { emoji: proposal.emoji }),
      // What somebody has already decided of a kept day is theirs.
      ...(id === null ? { recurrences: [...proposal.recurrences], reminders: [...proposal.reminders] } : {}),
    })
  }

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        const given = MilestoneFields.safeParse({ ...fields, title: fields.title.trim() })
        if (given.success) keep.mutate(given.data)
        else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
      }}
    >
      <Section title={t('form.what')}>
        <div className={styles['kinds']} role="group" aria-label={t('form.kind')}>
          {MilestoneKind.options.map((kind) => (
            <button
              key={kind}
              type="button"
              className={styles['chip']}
              aria-pressed={fields.kind === kind}
              onClick={() => chooseKind(kind)}
            >
              <span aria-hidden>{proposals[kind].emoji}</span> {t(`kind.${kind}`)}
            </button>
          ))}
        </div>
        <div className={styles['named']}>
          <EmojiField emoji={fields.emoji} onChange={(emoji) => set({ emoji })} />
          <TextField
            label={t('form.title')}
            value={fields.title}
            maxLength={200}
            error={isTried && fields.title.trim() === '' ? t('form.titleMissing') : null}
            onChange={(event) => set({ title: event.target.value })}
          />
        </div>
        {companions.length > 0 && (
          <Select
            label={t('form.who')}
            value={String(fields.companionId ?? 0)}
            onChange={(value) => {
              const chosen = companions.find((one) => String(one.id) === value)
              set({ companionId: chosen?.id ?? null, ...(chosen ? {} : { letter: false }) })
            }}
            options={[
              ...companions.map((one) => ({ value: String(one.id), label: one.profile.name })),
              { value: '0', label: t('form.justYou') },
            ]}
          />
        )}
        <PictureField pictureId={fields.pictureId} onChange={(pictureId) => set({ pictureId })} />
      </Section>
      <StartFields
        start={fields.start}
        countFrom={fields.countFrom}
        isTried={isTried}
        onStart={(start) => set({ start })}
        onCountFrom={(countFrom) => set({ countFrom })}
      />
      <RecurrenceFields
        start={fields.start}
        countFrom={fields.countFrom}
        recurrences={fields.recurrences}
        onChange={(recurrences) => set({ recurrences })}
      />
      {fields.start.precision === 'day' && (
        <Section title={t('form.reminders')} description={t('form.remindersHint')}>
          {fields.muted ? null : (
            <ReminderFields reminders={fields.reminders} onChange={(reminders) => set({ reminders })} />
          )}
          <Switch
            label={t('form.muted')}
            hint={t('form.mutedHint')}
            checked={fields.muted}
            onChange={(muted) => set({ muted })}
          />
          {companion && (
            <Switch
              label={t('form.letter', { name: companion.profile.name })}
              hint={t('form.letterHint')}
              checked={fields.letter}
              onChange={(letter) => set({ letter })}
            />
          )}
        </Section>
      )}
      <Section>
        <TextArea
          label={t('form.note')}
          hint={t('form.noteHint')}
          value={fields.note}
          rows={3}
          maxLength={20_000}
          onChange={(event) => set({ note: event.target.value })}
        />
        <FromMessages ids={fields.messageIds} onChange={(messageIds) => set({ messageIds })} />
      </Section>
      {keep.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(keep.error)}
        </Banner>
      )}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" size="large" busy={keep.isPending}>
          {t('form.keep')}
        </Button>
        <Button look="quiet" size="large" onClick={() => navigate(paths.days())}>
          {t('form.cancel')}
        </Button>
        {id !== null && (
          <span className={styles['end']}>
            <Button look="danger" onClick={() => void remove(id, props.fields.title)}>
              {t('form.remove')}
            </Button>
          </span>
        )}
      </div>
    </form>
  )
}
