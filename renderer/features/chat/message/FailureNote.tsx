import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CompanionId } from '#shared/model/ids.ts'
import type { FailureCode } from '#shared/model/message.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Fold, Verbatim } from './Fold.tsx'
import styles from './FailureNote.module.css'

type Step = 'chooseModel' | 'models' | 'network'

/** Where to go besides trying again; the first thing that helps comes first. */
const steps: Record<FailureCode, readonly Step[]> = {
  'no-model': ['chooseModel'],
  'no-key': ['models'],
  'key-refused': ['models'],
  'no-network': [],
  'proxy-failed': ['network'],
  'tls-failed': ['models', 'network'],
  timeout: [],
  'model-gone': ['chooseModel'],
  'region-blocked': ['chooseModel', 'network'],
  quota: ['chooseModel', 'models'],
  'rate-limited': [],
  'context-too-long': ['chooseModel'],
  'content-refused': ['chooseModel'],
  'spoke-for-other': [],
  'malformed-stream': ['models'],
  'provider-error': [],
  unknown: [],
}

/** What failed, in plain words on the message itself, and the way on. */
export function FailureNote(props: {
  readonly code: FailureCode
  readonly companionId: CompanionId | null
  /** The provider's own words, where it said any. */
  readonly detail: string
  readonly onRetry: (() => void) | null
  /** It is tried again without anybody doing anything. */
  readonly waits?: boolean
  /** Words had arrived before. */
  readonly hasWords: boolean
  /** Another way on, beside trying again. */
  readonly more?: ReactNode
}) {
  const { code, companionId, detail, onRetry, waits = false, hasWords, more } = props
  const { t } = useTranslation(['chat', 'errors'])
  const brokeOff = hasWords && code === 'no-network'
  const hrefs: Record<Step, string | null> = {
    chooseModel: companionId === null ? null : paths.companion(companionId, 'model'),
    models: paths.settings('models'),
    network: paths.settings('network'),
  }
  return (
    <div className={styles['note']}>
      <CircleAlert className={styles['icon']} size="1.125em" strokeWidth={1.5} aria-hidden />
      <div className={styles['words']}>
        <div>
          <strong>{brokeOff ? t('chat:state.brokeOff.title') : t(`errors:failure.${code}.title`)}</strong>
          <p>
            {waits
              ? t('chat:outbox.unanswered')
              : brokeOff
                ? t('chat:state.brokeOff.next')
                : t(`errors:failure.${code}.next`)}
          </p>
        </div>
        <div className={styles['steps']}>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('chat:state.retry')}
            </Button>
          )}
          {more}
          {steps[code].map((step) => {
            const href = hrefs[step]
            return href === null ? null : (
              <Link key={step} href={href} className={styles['step']}>
                {t(`chat:state.${step}`)}
              </Link>
            )
          })}
        </div>
        {detail !== '' && (
          <Fold label={t('chat:part.error')}>
            <Verbatim text={detail} />
          </Fold>
        )}
      </div>
    </div>
  )
}
