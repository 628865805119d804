import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { copyText } from '#renderer/design/copy-text.ts'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { type MarkdownEnvironment, MarkdownProvider } from '#renderer/markdown/markdown-context.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './LinkGate.module.css'

/**
 * Gives the words inside their way out: a link is shown in full (its host as the network knows it) and opens only when
 * the person says so. Hosts that ask by themselves are left to it.
 */
export function LinkGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('chat')
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const info = useQuery(useApi().system.info.queryOptions())
  const [asked, setAsked] = useState<string | null>(null)
  const hostAsks = info.data?.capabilities.opensLinks === true

  // These are made anew on each render and always do the same; following them would render every word again.
  const tell = useRef({ toast, errorText })
  tell.current = { toast, errorText }

  const environment = useMemo<MarkdownEnvironment>(() => {
    const complain = (error: unknown) => tell.current.toast({ title: tell.current.errorText(error) })
    return {
      openLink(url) {
        if (hostAsks) client.system.openLink({ url }).catch(complain)
        else setAsked(url)
      },
      copy(text) {
        copyText(text).then(() => tell.current.toast({ title: t('action.copied') }), complain)
      },
      labels: {
        copyCode: t('action.copyCode'),
        copyLink: t('action.copyLink'),
        code: (language) => (language === '' ? t('code.label') : t('code.labelIn', { language })),
        table: t('code.table'),
        task: (done) => (done ? t('code.done') : t('code.open')),
        remotePicture: (host) => t('part.remotePicture', { host }),
      },
    }
  }, [client, hostAsks, t])

  const target = asked !== null && URL.canParse(asked) ? new URL(asked) : null
  const open = () => {
    if (target) window.open(target.href, '_blank', 'noopener,noreferrer')
    setAsked(null)
  }
  return (
    <MarkdownProvider value={environment}>
      {children}
      <Dialog
        open={target !== null}
        onOpenChange={(stays) => {
          if (!stays) setAsked(null)
        }}
        title={t('link.title')}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('link.cancel')}</Button>
            <Button onClick={() => target && environment.copy(target.href)}>{t('action.copyLink')}</Button>
            <Button look="primary" onClick={open}>
              {t('link.open')}
            </Button>
          </>
        }
      >
        <p>{target?.protocol === 'mailto:' ? t('link.mail') : t('link.body', { host: target?.host ?? '' })}</p>
        <p className={styles['address']}>{target?.href}</p>
      </Dialog>
    </MarkdownProvider>
  )
}
