import { useMutation } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CompanionId, LoreEntryId } from '#shared/model/ids.ts'
import type { LoreHead } from '#shared/model/lore.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import { listed } from '#renderer/i18n/listed.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './lorebook.module.css'

/** One entry in the list: what finds it, how it begins, and whether it is told. */
export function LoreRow(props: {
  readonly head: LoreHead
  readonly companionId: CompanionId
  /** Where it stands among all; null where only some are shown. */
  readonly order: { readonly ids: readonly LoreEntryId[]; readonly index: number } | null
  readonly onOpen: () => void
}) {
  const { head, companionId, order } = props
  const { t, i18n } = useTranslation('lore')
  const api = useApi()
  const client = useClient()
  const update = useMutation(api.lore.update.mutationOptions())
  const name = head.name || head.keys[0] || t('unnamed')
  const keys =
    head.keys.length === 0 ? t('noKeys') : t('keysOf', { keys: listed(head.keys.slice(0, 12), i18n.language) })

  function move(by: -1 | 1) {
    if (order === null) return
    const ids = [...order.ids]
    const [moved] = ids.splice(order.index, 1)
    if (moved !== undefined) ids.splice(order.index + by, 0, moved)
    void client.lore.arrange({ companionId, ids })
  }

  return (
    <Row
      title={<bdi>{name}</bdi>}
      detail={
        <>
          <span className={styles['keys']}>{head.constant ? t('constant') : keys}</span>
          <span className={styles['start']} lang={guessLanguage(head.start, i18n.language)}>
            {head.start}
          </span>
        </>
      }
      actions={
        <>
          {order === null ? null : (
            <>
              <IconButton
                size="small"
                name={t('up', { name })}
                icon={<ChevronUp aria-hidden />}
                disabled={order.index === 0}
                onClick={() => move(-1)}
              />
              <IconButton
                size="small"
                name={t('down', { name })}
                icon={<ChevronDown aria-hidden />}
                disabled={order.index === order.ids.length - 1}
                onClick={() => move(1)}
              />
            </>
          )}
          <IconButton size="small" name={t('edit', { name })} icon={<Pencil aria-hidden />} onClick={props.onOpen} />
          <Switch
            label={<VisuallyHidden>{t('enabled', { name })}</VisuallyHidden>}
            checked={head.enabled}
            onChange={(enabled) => update.mutate({ id: head.id, change: { enabled } })}
          />
        </>
      }
    />
  )
}
