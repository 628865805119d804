import { skipToken, useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { errorCode, useErrorText } from '#renderer/rpc/error-text.ts'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { useVaultStatus } from '#renderer/rpc/vault-status.ts'
import { languageOfTag } from '#shared/languages.ts'
import {
  isWholeLife,
  type ExportChoices,
  type ExportFormat,
  type ExportScope,
  type TrainingChoices,
} from '#shared/model/export.ts'
import { ChoiceFields } from './ChoiceFields.tsx'
import styles from './export.module.css'
import { FormatChoice } from './FormatChoice.tsx'
import { TrainingFields } from './TrainingFields.tsx'
import { useExport } from './use-export.ts'

type Choices = Omit<ExportChoices, 'hidden' | 'thoughts' | 'tools'>
type Besides = Pick<ExportChoices, 'hidden' | 'thoughts' | 'tools'>

const everything: Besides = { hidden: true, thoughts: true, tools: true }
const onlyWords: Besides = { hidden: false, thoughts: false, tools: false }

/** Taking it away: in which form, how much of it, and then it is yours as a file. */
export function ExportPage({ scope }: { readonly scope: ExportScope }) {
  const { t, i18n } = useTranslation(['export', 'common'])
  const errorText = useErrorText()
  const [format, setFormat] = useState<ExportFormat>('json')
  const [choices, setChoices] = useState<Choices>({ from: null, to: null, favouritesOnly: false, files: true })
  /** What the person said; without that the account that leaves nothing out has all of it, and the others none. */
  const [besides, setBesides] = useState<Besides | null>(null)
  const [training, setTraining] = useState<TrainingChoices>({ withoutNames: true, system: null })
  const { write, progress, cancel } = useExport()
  const { printsBooks } = useSystemInfo().capabilities
  const status = useVaultStatus()
  const asksAgain = isWholeLife(scope) && status?.state === 'unlocked' && status.slots.includes('passphrase')
  const [passphrase, setPassphrase] = useState('')
  const [missing, setMissing] = useState(false)
  const wrong = write.error !== null && ['WRONG_KEY', 'TRY_LATER'].includes(errorCode(write.error))
  const shown = { ...choices, ...(besides ?? (format === 'json' ? everything : onlyWords)) }
  const isBackwards = choices.from !== null && choices.to !== null && choices.from > choices.to

  function start() {
    if (asksAgain && passphrase === '') return setMissing(true)
    const request = { format, scope, choices: shown, training, language: languageOfTag(i18n.language) }
    write.mutate({ request, passphrase: asksAgain ? passphrase : null }, { onSuccess: () => setPassphrase('') })
  }

  return (
    <Page
      title={t('title')}
      start={
        <>
          <SidebarToggle name={t('common:openSidebar')} />
          <IconButton name={t('common:back')} icon={<ArrowLeft />} onClick={() => history.back()} />
        </>
      }
    >
      <div className={styles['page']}>
        <p className={styles['subject']}>
          <Subject scope={scope} />
        </p>
        <Section title={t('form')}>
          <FormatChoice value={format} onChange={setFormat} />
        </Section>
        <Section title={t('which')}>
          <ChoiceFields
            format={format}
            choices={shown}
            isBackwards={isBackwards}
            onChange={({ hidden, thoughts, tools, ...rest }) => {
              setChoices(rest)
              if (hidden !== shown.hidden || thoughts !== shown.thoughts || tools !== shown.tools) {
                setBesides({ hidden, thoughts, tools })
              }
            }}
          />
        </Section>
        {format === 'finetune' && (
          <Section title={t('training.title')} description={t('training.body')}>
            <TrainingFields training={training} onChange={setTraining} />
          </Section>
        )}
        <Banner>
          {format === 'book' ? t('printing') : format === 'pdf' ? t('volumes') : t('plain')}
          {format === 'book' && !printsBooks && <p>{t('noPrinter')}</p>}
        </Banner>
        {asksAgain && (
          <div className={styles['again']}>
            <PasswordField
              label={t('common:keys.passphraseCurrent')}
              hint={t('again')}
              showName={t('common:keys.show')}
              hideName={t('common:keys.hide')}
              autoComplete="current-password"
              value={passphrase}
              error={missing ? t('needPassphrase') : wrong ? errorText(write.error) : null}
              onChange={(event) => {
                setPassphrase(event.currentTarget.value)
                setMissing(false)
              }}
            />
          </div>
        )}
        {write.error === null || wrong ? null : (
          <Banner tone="danger" live>
            {errorText(write.error)}
          </Banner>
        )}
        {write.isPending ? (
          <Work progress={progress} onCancel={cancel} />
        ) : (
          <div className={styles['actions']}>
            <Button look="primary" icon={<Download aria-hidden />} disabled={isBackwards} onClick={start}>
              {t('write')}
            </Button>
            <span className={styles['quiet']} role="status">
              {write.isSuccess && (write.data === null ? t('cancelled') : t('written', { name: write.data }))}
            </span>
          </div>
        )}
      </div>
    </Page>
  )
}

function Work(props: { readonly progress: ReturnType<typeof useExport>['progress']; readonly onCancel: () => void }) {
  const { t } = useTranslation(['export', 'common'])
  const formats = useFormats()
  const { progress, onCancel } = props
  const volumes = progress?.volumes ?? null
  const share = progress === null || progress.of === 0 ? null : progress.messages / progress.of
  return (
    <div className={styles['work']}>
      {volumes ? (
        <Progress
          label={t('printingVolume')}
          value={volumes.of === 1 ? null : volumes.printed / volumes.of}
          detail={t('volumeOf', {
            number: formats.number(Math.min(volumes.printed + 1, volumes.of)),
            of: formats.number(volumes.of),
          })}
        />
      ) : (
        <Progress
          label={t('writing')}
          value={share}
          detail={t('soFar', {
            count: progress?.messages ?? 0,
            messages: formats.number(progress?.messages ?? 0),
          })}
        />
      )}
      <Button onClick={onCancel}>{t('common:cancel')}</Button>
    </div>
  )
}

/** Whose, and how much of it. */
function Subject({ scope }: { readonly scope: ExportScope }) {
  const { t } = useTranslation('export')
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data
  const talk = 'conversationId' in scope ? { id: scope.conversationId } : null
  const conversation = useQuery(api.conversations.get.queryOptions({ input: talk ?? skipToken })).data
  if (scope.kind === 'everything') return t('subject.everything')
  const companionId = scope.kind === 'companion' ? scope.companionId : conversation?.companionId
  const whose = companions?.find(({ id }) => id === companionId)?.profile.name ?? ''
  if (scope.kind === 'companion') return t('subject.companion', { name: whose })
  const name = conversation?.title ?? whose
  if (scope.kind === 'conversation') return t('subject.conversation', { name })
  return t('subject.messages', { count: scope.messageIds.length, name })
}
