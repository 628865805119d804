import { useMutation, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Self } from '#shared/model/self.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { RevisionsDialog } from '../revisions/RevisionsDialog.tsx'
import styles from '../companion.module.css'

const settleMs = 600

/** The person's own profile, and which companion knows what of it. */
export function YouPage() {
  const self = useQuery(useApi().self.get.queryOptions()).data
  return self === undefined ? null : <SelfForm self={self} />
}

function SelfForm(props: { readonly self: Self }) {
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const [self, setSelf] = useState(props.self)
  const [looking, setLooking] = useState(false)
  const waiting = useRef<Partial<Self>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { mutate, error, isPending, isSuccess } = useMutation({
    scope: { id: 'self' },
    mutationFn: (change: Partial<Self>) => client.self.update(change),
    onSuccess: (saved) => queries.setQueryData(api.self.get.queryKey(), saved),
  })
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const change = waiting.current
    waiting.current = {}
    if (Object.keys(change).length > 0) mutate(change)
  }, [mutate])
  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  function write(change: Partial<Self>) {
    setSelf({ ...self, ...change })
    waiting.current = { ...waiting.current, ...change }
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, settleMs)
  }

  return (
    <div className={styles['form']} onBlur={flush}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <Section title={t('you.title')} description={t('you.body')}>
        <div className={styles['pairs']}>
          <TextField
            label={t('fields.yourName')}
            maxLength={120}
            value={self.name}
            onChange={(event) => write({ name: event.currentTarget.value })}
          />
          <TextField
            label={t('fields.yourPronouns')}
            maxLength={120}
            value={self.pronouns}
            onChange={(event) => write({ pronouns: event.currentTarget.value })}
          />
        </div>
        <TextArea
          label={t('fields.about')}
          hint={t('hints.about')}
          maxLength={100_000}
          value={self.about}
          onChange={(event) => write({ about: event.currentTarget.value })}
        />
        <div className={styles['actions']}>
          <Button icon={<History aria-hidden />} onClick={() => setLooking(true)}>
            {t('revisions.title')}
          </Button>
          <span className={styles['note']} role="status">
            {isPending ? t('saving') : isSuccess ? t('saved') : ''}
          </span>
        </div>
      </Section>
      <WhoKnows />
      {looking ? (
        <RevisionsDialog
          of={{ subject: 'self' }}
          onClose={() => setLooking(false)}
          onRestored={() => {
            void client.self.get().then(setSelf)
          }}
        />
      ) : null}
    </div>
  )
}

/** Every companion, and what it knows. */
function WhoKnows() {
  const { t } = useTranslation('companion')
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const present = companions.filter(({ archived }) => !archived)
  if (present.length === 0) return null
  const parts = [
    ['name', 'fields.yourName'],
    ['pronouns', 'fields.yourPronouns'],
    ['about', 'fields.about'],
  ] as const
  return (
    <Section title={t('you.whoKnows')} description={t('you.whoKnowsBody')}>
      <Rows>
        {present.map(({ id, profile, knows }) => {
          const known = parts.filter(([part]) => knows[part]).map(([, label]) => t(label))
          return (
            <Row
              key={id}
              title={<Link href={paths.companion(id)}>{profile.name}</Link>}
              detail={known.length === 0 ? t('you.nothing') : known.join(' · ')}
            />
          )
        })}
      </Rows>
    </Section>
  )
}
