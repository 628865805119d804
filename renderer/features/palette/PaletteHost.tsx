import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const KeyboardMap = lazy(async () => ({ default: (await import('./KeyboardMap.tsx')).KeyboardMap }))

/** The palette and the keyboard map, one key away from everywhere. `onSearch` looks for words in all conversations. */
export function PaletteHost(props: { readonly onSearch: (words: string) => void }) {
  const { t } = useTranslation('actions')
  const [shown, setShown] = useState<'palette' | 'map' | null>(null)
  useActions([
    {
      id: 'palette',
      name: t('palette.title'),
      group: 'anywhere',
      keys: 'Mod+K',
      offered: false,
      run: () => setShown('palette'),
    },
    { id: 'map', name: t('map.title'), group: 'anywhere', keys: '?', run: () => setShown('map') },
  ])
  return (
    <Suspense>
      {shown === 'palette' && <Palette onClose={() => setShown(null)} onSearch={props.onSearch} />}
      {shown === 'map' && <KeyboardMap onClose={() => setShown(null)} />}
    </Suspense>
  )
}
