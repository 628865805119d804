import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '#shared/model/provider.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import styles from './settings.module.css'

/** Asks the provider whether it works, and says in plain words what is wrong where it does not. */
export function ConnectionCheck(props: { readonly provider: Provider; readonly atOnce: boolean }) {
  const { provider, atOnce } = props
  const { t } = useTranslation(['settings', 'errors'])
  const errorText = useErrorText()
  const formats = useFormats()
  const { queries } = useRpc()
  const api = useApi()
  const test = useMutation(
    api.providers.test.mutationOptions({
      onSuccess: () =>
        queries.invalidateQueries({ queryKey: api.providers.models.key({ input: { id: provider.id } }) }),
    }),
  )

  const asked = useRef(false)
  const { mutate } = test
  useEffect(() => {
    if (!atOnce || asked.current) return
    asked.current = true
    mutate({ id: provider.id, model: null })
  }, [atOnce, mutate, provider.id])

  const result = test.data
  return (
    <>
      <div className={styles['actions']}>
        <Button size="small" busy={test.isPending} onClick={() => test.mutate({ id: provider.id, model: null })}>
          {t('models.test')}
        </Button>
        {result?.ok === true ? (
          <p className={styles['result']} role="status">
            <CircleCheck size="1rem" strokeWidth={1.75} aria-hidden />
            {t('models.testOk', {
              count: result.models,
              models: formats.number(result.models),
              milliseconds: formats.number(result.milliseconds),
            })}
          </p>
        ) : null}
      </div>
      {result?.ok === false ? (
        <Banner tone="danger" title={t(`errors:failure.${result.problem}.title`)} live>
          {t(`errors:failure.${result.problem}.next`)}
          {result.detail === null ? null : (
            <span className={styles['quote']}>{t('models.testDetail', { detail: result.detail })}</span>
          )}
        </Banner>
      ) : null}
      {test.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(test.error)}
        </Banner>
      )}
    </>
  )
}
