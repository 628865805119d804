import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { MeaningPause, MeaningStatus } from '#shared/model/meaning.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { failureText, useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { MeaningDialog } from './MeaningDialog.tsx'

/** Whether a companion's messages are found by what they mean too, how far that has come, and the way to change it. */
export function MeaningSection(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('memory')
  const errorText = useErrorText()
  const { api, client, queries } = useRpc()
  const [isOpen, setOpen] = useState(false)
  const input = { companionId: companion.id }
  const status = useQuery(api.meaning.status.queryOptions({ input })).data
  const onSuccess = (now: MeaningStatus) => queries.setQueryData(api.meaning.status.queryKey({ input }), now)
  const pause = useMutation({ mutationFn: () => client.meaning.pause(input), onSuccess })
  const resume = useMutation({ mutationFn: () => client.meaning.resume(input), onSuccess })
  if (status === undefined) return null
  const error = pause.error ?? resume.error
  return (
    <Section title={t('meaning.title')} description={t('meaning.about')}>
      {status?.pause ? <PauseBanner pause={status.pause} /> : null}
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <Rows>
        <Row
          title={<Title status={status} />}
          detail={<Detail status={status} />}
          actions={
            <>
              {status?.state === 'running' && (
                <Button size="small" busy={pause.isPending} onClick={() => pause.mutate()}>
                  {t('meaning.pause')}
                </Button>
              )}
              {status?.state === 'paused' && status.binding !== null && status.pause !== 'changed' && (
                <Button size="small" busy={resume.isPending} onClick={() => resume.mutate()}>
                  {t('meaning.goOn')}
                </Button>
              )}
              <Button size="small" look={status === null ? 'plain' : 'quiet'} onClick={() => setOpen(true)}>
                {t(status === null ? 'meaning.setUp' : 'meaning.change')}
              </Button>
            </>
          }
        >
          {status?.state === 'running' && <Reading status={status} />}
        </Row>
      </Rows>
      {isOpen && <MeaningDialog companion={companion} status={status} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function Title({ status }: { readonly status: MeaningStatus | null }) {
  const { t } = useTranslation('memory')
  if (status === null) return t('meaning.off')
  if (status.binding === null) return t('meaning.gone')
  return t('meaning.by', { model: status.binding.model, provider: status.provider ?? '' })
}

function Detail({ status }: { readonly status: MeaningStatus | null }) {
  const { t } = useTranslation('memory')
  const formats = useFormats()
  if (status === null) return t('meaning.offMore')
  const { done, messages } = status
  const number = formats.number(done)
  const read =
    done === messages
      ? t('meaning.all', { count: done, number })
      : t('meaning.part', { count: messages, number, of: formats.number(messages) })
  return t('meaning.detail', { read, size: formats.bytes(status.bytes) })
}

function Reading({ status }: { readonly status: MeaningStatus }) {
  const { t } = useTranslation('memory')
  const { done, messages } = status
  return <Progress label={t('meaning.reading')} value={messages === 0 ? null : done / messages} />
}

function PauseBanner({ pause }: { readonly pause: MeaningPause }) {
  const { t } = useTranslation('memory')
  const { t: errors } = useTranslation('errors')
  if (pause === 'person' || pause === 'interrupted') return <Banner live>{t(`meaning.paused.${pause}`)}</Banner>
  return (
    <Banner tone="warn" live>
      {pause === 'changed' ? t('meaning.paused.changed') : failureText(errors, pause)}
    </Banner>
  )
}
