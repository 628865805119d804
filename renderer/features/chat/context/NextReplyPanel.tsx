import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { money } from '#renderer/i18n/money.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { SentParameters } from '#shared/model/companion.ts'
import { priceOf } from '#shared/price-of.ts'
import type { PanelProps } from '../panel/panel.ts'
import { type OpenMessage, useOpenMessage } from '../panel/use-open-message.ts'
import type { ConversationFacts } from '../use-conversation.ts'
import { ModelFactsDialog } from './ModelFactsDialog.tsx'
import { AskedPicker } from './AskedPicker.tsx'
import styles from './NextReplyPanel.module.css'
import { SectionItem } from './SectionItem.tsx'
import { usePreview } from './use-preview.ts'

const sentNames = SentParameters.keyof().options

/** Exactly what the next send, or asking for a reply again, will contain, part by part, with what was left out. */
export function NextReplyPanel(props: PanelProps) {
  const { facts } = props
  const { conversation } = facts
  const open = useOpenMessage(props)
  if (!conversation) return null
  return <Preview facts={facts} conversation={conversation} onOpen={open} />
}

function Preview(props: {
  readonly facts: ConversationFacts
  readonly conversation: NonNullable<ConversationFacts['conversation']>
  readonly onOpen: OpenMessage
}) {
  const { facts, conversation, onOpen } = props
  const { t, i18n } = useTranslation(['chat', 'companion'])
  const formats = useFormats()
  const errorText = useErrorText()
  const { preview, error } = usePreview(conversation.id)
  const [editing, setEditing] = useState(false)

  if (error) return <p role="alert">{errorText(error)}</p>
  if (preview === undefined) return null
  if (preview === null) return <p className={styles['quiet']}>{t('context.nobody')}</p>

  const { model, sections, tokens, room, parameters } = preview
  const companionOf = (id: number) => facts.companions.find((one) => one.id === id)
  const speaker = companionOf(preview.companionId)
  const after = preview.queue.flatMap((id) => companionOf(id)?.profile.name ?? [])
  const cost = priceOf({ prompt: tokens, completion: 0 }, model.price)
  const largest = Math.max(...sections.map((section) => section.tokens), 1)

  return (
    <div className={styles['panel']} {...accentProps(accentOf(speaker))}>
      <AskedPicker preview={preview} />
      <div className={styles['to']}>
        <p>
          {model.isDemo
            ? t('context.stays', { name: speaker?.profile.name })
            : t('context.goes', { name: speaker?.profile.name, model: model.id, provider: model.provider })}
        </p>
        {after.length > 0 && <p>{t('context.after', { names: formats.list(after) })}</p>}
      </div>

      <div className={styles['sum']}>
        <p className={styles['total']}>{t('context.tokens', { count: tokens, tokens: formats.number(tokens) })}</p>
        <div className={styles['gauge']} aria-hidden>
          <span
            style={{ inlineSize: `${Math.min(100, (tokens / room) * 100)}%` }}
            data-over={tokens > room || undefined}
          />
        </div>
        <dl className={styles['facts']}>
          <dt>{t('context.room')}</dt>
          <dd>{formats.number(room)}</dd>
          <dt>{t('context.window')}</dt>
          <dd>
            {formats.number(model.window)}
            <small>{t(`context.from.${model.windowFrom}`)}</small>
          </dd>
          {!model.isDemo && (
            <>
              <dt>{t('context.cost')}</dt>
              <dd>
                {cost === null || !model.price ? (
                  t('context.noPrice')
                ) : (
                  <>
                    {t('context.about', { amount: money(i18n.language, cost, model.price.currency) })}
                    <small>
                      {t('context.replyPrice', {
                        amount: money(i18n.language, model.price.output, model.price.currency),
                      })}
                    </small>
                  </>
                )}
              </dd>
            </>
          )}
          {sentNames.map((name) =>
            parameters[name] === null ? null : (
              <Fragment key={name}>
                <dt>{t(`companion:parameters.${name}`)}</dt>
                <dd>{parameters[name]}</dd>
              </Fragment>
            ),
          )}
        </dl>
        {!model.isDemo && speaker?.binding && (
          <div>
            <Button size="small" onClick={() => setEditing(true)}>
              {t('context.set')}
            </Button>
          </div>
        )}
      </div>

      {preview.isRefused && (
        <Banner tone="warn" live>
          {t('context.refused')}
        </Banner>
      )}
      {!preview.fits && !preview.isRefused && <Banner live>{t('context.overAssumed')}</Banner>}

      <ol className={styles['sections']}>
        {sections.map((section) => (
          <SectionItem
            key={section.id}
            section={section}
            onOpen={onOpen}
            largest={largest}
            name={speaker?.profile.name ?? ''}
          />
        ))}
      </ol>
      <p className={styles['quiet']}>{t('context.nothingElse')}</p>

      {editing && speaker?.binding && (
        <ModelFactsDialog binding={speaker.binding} model={model} onClose={() => setEditing(false)} />
      )}
    </div>
  )
}
