import { Copy, Download, FileText, FileType, Image, PackageOpen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Action } from '#renderer/actions/action-registry.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { copyText } from '#renderer/design/copy-text.ts'
import { Menu } from '#renderer/design/Menu.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import type { ConversationFacts } from '../use-conversation.ts'
import { useSelection } from './selection-context.ts'
import { inOrder, leave } from './selection-store.ts'
import styles from './SelectionBar.module.css'
import { useNameOf } from './use-name-of.ts'
import type { Format } from './written-out.ts'

const PictureDialog = lazy(async () => ({ default: (await import('../picture/PictureDialog.tsx')).PictureDialog }))

/** What can be done with the chosen messages; stands where one otherwise writes. */
export function SelectionBar({ facts }: { readonly facts: ConversationFacts }) {
  const { t } = useTranslation(['chat', 'export'])
  const [, navigate] = useLocation()
  const formats = useFormats()
  const toast = useToast()
  const errorText = useErrorText()
  const nameOf = useNameOf()
  const { store } = useSelection()
  const selection = useStore(store)
  const [picturing, setPicturing] = useState(false)
  const count = selection.chosen.size

  const write = async (format: Format) => {
    const { writtenOut } = await import('./written-out.ts')
    return writtenOut(inOrder(selection), format, { nameOf, timeOf: formats.dateTime })
  }
  const copy = async (format: Format) => {
    try {
      await copyText(await write(format))
      toast({ title: t('select.copied') })
    } catch (error) {
      toast({ title: errorText(error) })
    }
  }
  const save = async (format: Format) => {
    const [ending, type] = format === 'markdown' ? ['md', 'text/markdown'] : ['txt', 'text/plain']
    const name = t('select.fileName', { date: formats.fileDate(Date.now()) })
    saveBlob(`${name}.${ending}`, new Blob([await write(format)], { type: `${type};charset=utf-8` }))
  }

  const takeAway = () => {
    const messages = inOrder(selection)
    const first = messages[0]
    if (first)
      navigate(
        paths.exportMessages(
          first.conversationId,
          messages.map(({ id }) => id),
        ),
      )
  }

  const copies = [
    { key: 'text', label: t('select.copyText'), icon: <FileText />, onSelect: () => void copy('text') },
    { key: 'md', label: t('select.copyMarkdown'), icon: <FileType />, onSelect: () => void copy('markdown') },
  ]
  const files = [
    { key: 'save-text', label: t('select.saveText'), icon: <FileText />, onSelect: () => void save('text') },
    { key: 'save-md', label: t('select.saveMarkdown'), icon: <FileType />, onSelect: () => void save('markdown') },
    { key: 'away', label: t('export:title'), icon: <PackageOpen />, onSelect: takeAway },
  ]
  const picture = { key: 'picture', label: t('select.picture'), onSelect: () => setPicturing(true) }
  useActions([
    { id: 'chat.stopSelecting', name: t('select.done'), group: 'page', keys: 'Escape', run: () => leave(store) },
    ...[...copies, ...files, picture].map(({ key, label, onSelect }): Action => {
      const about = t('select.count', { count })
      return { id: `select.${key}`, name: label, about, group: 'page', enabled: count > 0, run: onSelect }
    }),
  ])

  return (
    <div className={styles['bar']} role="region" aria-label={t('select.bar')}>
      <div className={styles['inside']}>
        <div className={styles['words']}>
          <p className={styles['count']} role="status">
            {t('select.count', { count })}
          </p>
          <p className={styles['hint']}>{t('select.hint')}</p>
        </div>
        <div className={styles['actions']}>
          <Menu
            side="top"
            trigger={
              <Button icon={<Copy size="1em" strokeWidth={1.5} aria-hidden />} disabled={count === 0}>
                {t('select.copy')}
              </Button>
            }
            entries={copies}
          />
          <Menu
            side="top"
            trigger={
              <Button icon={<Download size="1em" strokeWidth={1.5} aria-hidden />} disabled={count === 0}>
                {t('select.save')}
              </Button>
            }
            entries={files}
          />
          <Button
            look="primary"
            icon={<Image size="1em" strokeWidth={1.5} aria-hidden />}
            disabled={count === 0}
            onClick={picture.onSelect}
          >
            {picture.label}
          </Button>
        </div>
        <Button look="quiet" onClick={() => leave(store)}>
          {t('select.done')}
        </Button>
      </div>
      {picturing && (
        <Suspense>
          <PictureDialog messages={inOrder(selection)} facts={facts} onClose={() => setPicturing(false)} />
        </Suspense>
      )}
    </div>
  )
}
