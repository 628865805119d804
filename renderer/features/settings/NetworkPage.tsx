import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ProxyMode, type ProxySettings } from '#shared/model/settings.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import styles from './settings.module.css'

const byHand = (mode: ProxyMode) => mode === 'http' || mode === 'socks5'

const Fields = z
  .object({
    mode: ProxyMode,
    host: z.string().trim().max(255),
    port: z.string(),
    user: z.string().max(255),
    password: z.string().max(1_000),
    forgetPassword: z.boolean(),
  })
  .superRefine((values, context) => {
    if (!byHand(values.mode)) return
    if (values.host === '') context.addIssue({ code: 'custom', path: ['host'] })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) context.addIssue({ code: 'custom', path: ['port'] })
  })
type Fields = z.infer<typeof Fields>

/** How requests leave this computer. */
export function NetworkPage() {
  const { t } = useTranslation(['settings', 'common'])
  const settings = useQuery(useApi().settings.get.queryOptions())
  if (settings.data === undefined) return <Spinner label={t('common:loading')} />
  return (
    <Section title={t('network.title')} description={t('network.body')}>
      <ProxyForm key={JSON.stringify(settings.data.proxy)} proxy={settings.data.proxy} />
    </Section>
  )
}

function ProxyForm(props: { readonly proxy: ProxySettings }) {
  const { proxy } = props
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const save = useMutation(
    api.settings.update.mutationOptions({
      onSuccess: (settings) => queries.setQueryData(api.settings.get.queryKey(), settings),
    }),
  )
  const form = useForm<Fields>({
    resolver: zodResolver(Fields),
    defaultValues: {
      mode: proxy.mode,
      host: proxy.host,
      port: proxy.port === 0 ? '' : String(proxy.port),
      user: proxy.user,
      password: '',
      forgetPassword: false,
    },
  })
  const { errors, isDirty } = form.formState
  const mode = useWatch({ control: form.control, name: 'mode' })

  function submit(values: Fields) {
    save.mutate({
      proxy: {
        mode: values.mode,
        host: values.host,
        port: Number(values.port),
        user: values.user,
        ...(values.forgetPassword ? { password: null } : values.password === '' ? {} : { password: values.password }),
      },
    })
  }

  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      <div className={styles['narrow']}>
        <Controller
          control={form.control}
          name="mode"
          render={({ field }) => (
            <Select
              label={t('network.mode')}
              value={field.value}
              onChange={field.onChange}
              options={ProxyMode.options.map((value) => ({ value, label: t(`network.${value}`) }))}
            />
          )}
        />
      </div>
      {byHand(mode) ? (
        <>
          <div className={styles['two']}>
            <TextField
              mono
              label={t('network.host')}
              error={errors.host ? t('network.hostMissing') : null}
              spellCheck={false}
              {...form.register('host')}
            />
            <TextField
              mono
              label={t('network.port')}
              error={errors.port ? t('network.portWrong') : null}
              inputMode="numeric"
              {...form.register('port')}
            />
          </div>
          <div className={styles['even']}>
            <TextField label={t('network.user')} spellCheck={false} {...form.register('user')} />
            <PasswordField
              label={t('network.password')}
              hint={proxy.hasPassword ? t('network.passwordKeep') : undefined}
              showName={t('common:keys.show')}
              hideName={t('common:keys.hide')}
              {...form.register('password')}
            />
          </div>
          {proxy.hasPassword ? (
            <Controller
              control={form.control}
              name="forgetPassword"
              render={({ field }) => (
                <Switch label={t('network.passwordForget')} checked={field.value} onChange={field.onChange} />
              )}
            />
          ) : null}
        </>
      ) : null}
      {save.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(save.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={save.isPending} disabled={!isDirty}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  )
}
