import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '#shared/model/agenda.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi, useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { paintDay } from './day-picture.ts'
import styles from './days.module.css'
import { pictureSays } from './picture-says.ts'

/** Any day as a picture, seen before it is saved. It is drawn here; nothing is sent anywhere. */
export function DayPictureDialog(props: {
  readonly day: Milestone
  readonly today: Today
  readonly onClose: () => void
}) {
  const { day, today, onClose } = props
  const { t } = useTranslation('days')
  const companions = useQuery(useApi().companions.list.queryOptions()).data
  const companion = companions?.find(({ id }) => id === day.companionId)
  const words = useLarge(day, today)
  const photoUrl = useAssetUrl(day.pictureId)
  // The dialog puts its content into the page a little later.
  const [preview, setPreview] = useState<HTMLDivElement | null>(null)
  const [made, setMade] = useState<{ readonly blob: Blob; readonly url: string } | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const { before, large, after, under } = words
  const { title, emoji } = day
  const isReady = companions !== undefined && (day.pictureId === null || photoUrl !== null)

  useEffect(() => {
    if (!isReady || preview === null) return
    let isGone = false
    let url: string | null = null
    const paint = async (accent: string) => {
      const photo = photoUrl === null ? null : await loadPhoto(photoUrl)
      const blob = await paintDay({ title, emoji, photo, before, large, after, under }, accent)
      if (isGone) return
      url = URL.createObjectURL(blob)
      setMade({ blob, url })
    }
    paint(getComputedStyle(preview).color).catch(() => setFailed(true))
    return () => {
      isGone = true
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [isReady, preview, photoUrl, title, emoji, before, large, after, under])

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('picture.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('picture.close')}</Button>
          <Button
            look="primary"
            icon={<Download size="1.125em" strokeWidth={1.5} aria-hidden />}
            disabled={made === null}
            onClick={() => made && saveBlob(`${t('picture.name', { date: day.start.date })}.png`, made.blob)}
          >
            {t('picture.save')}
          </Button>
        </>
      }
    >
      <div
        ref={setPreview}
        className={styles['picturePreview']}
        {...(companion ? accentProps(accentOf(companion)) : {})}
      >
        {hasFailed ? (
          <Banner tone="danger" live>
            {t('picture.failed')}
          </Banner>
        ) : made === null ? (
          <Spinner label={t('picture.making')} />
        ) : (
          <img src={made.url} alt={[title, before, large, after, under].filter(Boolean).join(' ')} />
        )}
      </div>
    </Dialog>
  )
}

function useLarge(day: Milestone, today: Today) {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const { start } = day
  const says = pictureSays(day, today)
  const around = (said: string, number: number) => {
    const figure = words.number(number)
    const [before = '', after = ''] = said.split(figure)
    return said.includes(figure)
      ? { before: before.trim(), large: figure, after: after.trim() }
      : { before: '', large: said, after: '' }
  }
  const since = { under: t('count.from', { date: words.date(start.date) }) }
  switch (says.kind) {
    case 'count':
      return { ...around(words.count(says), says.days), ...since }
    case 'came-round':
      return { ...around(words.sense(says.sense), 'count' in says.sense ? says.sense.count : 0), ...since }
    case 'to-come':
      return { ...around(words.inDays(says.inDays), says.inDays), under: words.date(start.date) }
    case 'date':
      return says.precision === 'day'
        ? { before: '', large: words.monthDay(start.date), after: '', under: '' }
        : { before: '', large: words.start(start), after: '', under: '' }
  }
}

async function loadPhoto(url: string): Promise<HTMLImageElement> {
  const photo = new Image()
  photo.src = url
  await photo.decode()
  return photo
}
