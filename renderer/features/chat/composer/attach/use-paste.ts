import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attach } from './use-attach.ts'

/** More words than this are a text of their own: in the field all of them would be laid out again with every key. */
const mostWords = 50_000

/** Takes pictures, files and very long texts that are pasted as attachments; other words go into the field by themselves. */
export function usePaste(attach: Attach['attach']): (event: ClipboardEvent) => void {
  const { t } = useTranslation('chat')
  return (event) => {
    const { clipboardData } = event
    // Programs that copy words often put a picture of them beside; the words are meant.
    const words = clipboardData.getData('text/plain')
    const isLong = words.length > mostWords
    if (!isLong && (clipboardData.files.length === 0 || clipboardData.types.includes('text/plain'))) return
    event.preventDefault()
    void attach(
      isLong ? [new File([words], `${t('attach.pasted')}.txt`, { type: 'text/plain' })] : [...clipboardData.files],
    )
  }
}
