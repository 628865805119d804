import { Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '#shared/model/agenda.ts'
import type { Milestone } from '#shared/model/milestone.ts'
import { Button } from '#renderer/design/Button.tsx'
import { DayPictureDialog } from './DayPictureDialog.tsx'

/** The way to a picture of a day. */
export function DayPictureButton({ day, today }: { readonly day: Milestone; readonly today: Today }) {
  const { t } = useTranslation('days')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={<ImageIcon size="1.125em" strokeWidth={1.5} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('picture.title')}
      </Button>
      {isOpen && <DayPictureDialog day={day} today={today} onClose={() => setOpen(false)} />}
    </>
  )
}
