import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Preset, Provider } from '#shared/model/provider.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { PasswordField } from '#renderer/design/PasswordField.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useBeginAt } from '#renderer/design/use-begin-at.ts'
import { errorCode, errorData, useErrorText } from '#renderer/rpc/error-text.ts'
import { parseHeaderLines } from './header-lines.ts'
import { PresetLinks } from './PresetLinks.tsx'
import { usePresetName } from './use-preset-name.ts'
import { useSaveProvider } from './use-save-provider.ts'
import styles from './settings.module.css'

const fields = z.object({
  name: z.string().trim().min(1).max(120),
  baseUrl: z.string().trim().min(1).max(2_048),
  apiKey: z.string().trim().max(10_000),
  headers: z.string().refine((text) => parseHeaderLines(text) !== null),
  allowClearText: z.boolean(),
})
export type ProviderFields = z.infer<typeof fields>

/** Makes a provider from a preset, or changes one. A stored key is never shown; an empty field keeps it. */
export function ProviderForm(props: {
  readonly preset: Preset
  readonly provider: Provider | null
  readonly onSaved: (provider: Provider) => void
  readonly onCancel: () => void
}) {
  const { preset, provider } = props
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const save = useSaveProvider(preset, provider)
  const needsKey = preset.needsKey && provider === null
  const isDemo = preset.id === 'demo'
  const nameOf = usePresetName()
  const form = useForm<ProviderFields>({
    resolver: zodResolver(
      fields.extend({
        baseUrl: isDemo ? z.string() : fields.shape.baseUrl,
        apiKey: needsKey ? fields.shape.apiKey.min(1) : fields.shape.apiKey,
      }),
    ),
    defaultValues: {
      name: provider?.name ?? (preset.id === 'custom' ? '' : nameOf(preset)),
      baseUrl: provider?.baseUrl ?? preset.baseUrl,
      apiKey: '',
      headers: '',
      allowClearText: false,
    },
  })
  const { errors } = form.formState
  const beginning = useBeginAt(preset.needsKey ? 'apiKey' : 'name')
  const [refused, setRefused] = useState<{ readonly from: string; readonly to: string } | null>(null)

  async function submit(values: ProviderFields, detachKey: boolean) {
    try {
      props.onSaved(await save.mutateAsync({ values, detachKey }))
    } catch (error) {
      if (errorCode(error) !== 'KEY_DETACHED') return
      const { from, to } = errorData(error)
      setRefused({ from: String(from), to: String(to) })
    }
  }

  const urlError = save.error !== null && errorCode(save.error) === 'URL_REFUSED' ? errorText(save.error) : null
  const clearTextRefused = urlError !== null && errorData(save.error)['reason'] === 'clear-text'
  const otherError =
    save.error === null || urlError !== null || errorCode(save.error) === 'KEY_DETACHED' ? null : errorText(save.error)
  const storedHint = provider?.keyHint ?? null
  const keyHint = storedHint === null ? t('models.keyHint') : t('models.keyKeep', { hint: storedHint })

  return (
    <form
      ref={beginning}
      className={styles['form']}
      noValidate
      onSubmit={(event) => void form.handleSubmit((values) => submit(values, false))(event)}
    >
      <TextField
        label={t('models.name')}
        error={errors.name ? t('models.nameMissing') : null}
        maxLength={120}
        {...form.register('name')}
      />
      {isDemo ? null : (
        <>
          <TextField
            mono
            label={t('models.baseUrl')}
            hint={t('models.baseUrlHint')}
            error={errors.baseUrl ? t('models.urlMissing') : urlError}
            inputMode="url"
            spellCheck={false}
            {...form.register('baseUrl')}
          />
          {clearTextRefused ? (
            <Controller
              control={form.control}
              name="allowClearText"
              render={({ field }) => (
                <Switch
                  label={t('models.allowClearText')}
                  hint={t('models.allowClearTextHint')}
                  checked={field.value}
                  onChange={field.onChange}
                />
              )}
            />
          ) : null}
          <PasswordField
            mono
            label={preset.needsKey ? t('models.key') : t('models.keyOptional')}
            hint={keyHint}
            error={errors.apiKey ? t('models.keyMissing') : null}
            showName={t('common:keys.show')}
            hideName={t('common:keys.hide')}
            {...form.register('apiKey')}
          />
          <PresetLinks preset={preset} />
          <Disclosure label={t('models.more')} defaultOpen={errors.headers !== undefined}>
            <TextArea
              label={t('models.headers')}
              hint={
                provider === null || provider.headerNames.length === 0
                  ? t('models.headersHint')
                  : t('models.headersKeep', { names: provider.headerNames.join(', ') })
              }
              error={errors.headers ? t('models.headersWrong') : null}
              spellCheck={false}
              {...form.register('headers')}
            />
          </Disclosure>
        </>
      )}
      {otherError === null ? null : (
        <Banner tone="danger" live>
          {otherError}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={save.isPending}>
          {provider === null ? t('models.addThis') : t('common:save')}
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
      <Dialog
        open={refused !== null}
        onOpenChange={() => setRefused(null)}
        title={t('models.detachTitle')}
        actions={
          <>
            <Button onClick={() => setRefused(null)}>{t('common:back')}</Button>
            <Button
              look="danger"
              onClick={() => {
                setRefused(null)
                void submit(form.getValues(), true)
              }}
            >
              {t('models.detach')}
            </Button>
          </>
        }
      >
        {refused === null ? null : t('models.detachBody', refused)}
      </Dialog>
    </form>
  )
}
