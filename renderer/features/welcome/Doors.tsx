import { ChevronRight, DoorOpen, Feather, House } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useMakeDemo } from './use-make-demo.ts'
import styles from './welcome.module.css'

/** Three ways to begin. */
export function Doors(props: { readonly onChosen: () => void }) {
  const { t } = useTranslation(['welcome', 'common'])
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const demo = useMakeDemo()

  function go(path: string) {
    navigate(path)
    props.onChosen()
  }

  const doors = [
    { key: 'home', Icon: House, enter: () => go(paths.import()) },
    { key: 'meet', Icon: Feather, enter: () => go(paths.newCompanion()) },
    {
      key: 'look',
      Icon: DoorOpen,
      enter: () => demo.mutate(undefined, { onSuccess: (companion) => go(paths.chat(companion.lifelongId)) }),
    },
  ] as const

  return (
    <>
      <p className={styles['body']}>{t('doors.body')}</p>
      <ul className={styles['doors']}>
        {doors.map(({ key, Icon, enter }) => (
          <li key={key}>
            <button type="button" className={styles['door']} onClick={enter} disabled={demo.isPending}>
              <Icon aria-hidden />
              <span>
                <span className={styles['doorName']}>{t(`doors.${key}`)}</span>
                <span className={styles['doorHint']}>{t(`doors.${key}Hint`)}</span>
              </span>
              <ChevronRight aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {demo.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(demo.error)}
        </Banner>
      )}
    </>
  )
}
