import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Pipette } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { accentOf, accentProps, houseAccents, type Accent } from '#renderer/design/accent.ts'
import { Button } from '#renderer/design/Button.tsx'
import { accentOfPicture } from '#renderer/design/picture-accent.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './look.module.css'

const names = ['ink', 'pine', 'plum', 'cinnabar', 'ochre', 'wisteria', 'jade', 'slate'] as const

/** A companion's colour: one of the house's, any hue, or the one their picture asks for. */
export function AccentPicker(props: { readonly companion: Companion; readonly onChange: (accent: Accent) => void }) {
  const { companion, onChange } = props
  const { t } = useTranslation('companion')
  const avatar = useAssetUrl(companion.avatarId)
  const [grey, setGrey] = useState(false)
  /** A hue that is still being dragged. */
  const [dragged, setDragged] = useState<number | null>(null)
  const kept = accentOf(companion)
  const accent = dragged === null ? kept : { ...kept, hue: dragged }
  const chosen = houseAccents.findIndex(({ hue, chroma }) => hue === accent.hue && chroma === accent.chroma)

  const drop = () => {
    if (dragged !== null) onChange(accent)
    setDragged(null)
  }
  const takeFromPicture = async (address: string) => {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const found = await accentOfPicture(picture)
    setGrey(found === null)
    if (found !== null) onChange(found)
  }

  return (
    <div className={styles['part']} {...accentProps(accent)}>
      <p aria-hidden>{t('look.accent')}</p>
      <RadioGroup
        className={styles['swatches']}
        aria-label={t('look.accent')}
        value={names[chosen] ?? 'own'}
        onValueChange={(name) => {
          const picked = houseAccents[names.findIndex((known) => known === name)]
          if (picked) onChange(picked)
        }}
      >
        {houseAccents.map((one, index) => {
          const name = names[index] ?? 'ink'
          return (
            <Radio.Root
              key={name}
              value={name}
              className={styles['swatch']}
              aria-label={t(`look.accents.${name}`)}
              title={t(`look.accents.${name}`)}
              {...accentProps(one)}
            />
          )
        })}
      </RadioGroup>
      <label className={styles['hue']}>
        <span>{t('look.hue')}</span>
        <input
          type="range"
          min={0}
          max={359}
          value={Math.round(accent.hue)}
          onChange={(event) => setDragged(event.currentTarget.valueAsNumber)}
          onPointerUp={drop}
          onKeyUp={drop}
          onBlur={drop}
        />
      </label>
      {avatar === null ? null : (
        <div className={styles['actions']}>
          <Button size="small" icon={<Pipette aria-hidden />} onClick={() => void takeFromPicture(avatar)}>
            {t('look.fromPicture')}
          </Button>
          <span className={styles['note']} role="status">
            {grey ? t('look.grey') : ''}
          </span>
        </div>
      )}
    </div>
  )
}
