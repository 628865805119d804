import type { Companion } from '#shared/model/companion.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Avatar } from '#renderer/design/Avatar.tsx'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './room.module.css'

/** Which of several companions speaks, above the first of their words in a row. */
export function SpeakerLine({ companion, name }: { readonly companion: Companion; readonly name: string }) {
  const avatar = useAssetUrl(companion.avatarId)
  return (
    <p className={styles['speaker']}>
      <Avatar name={name} src={avatar} accent={accentOf(companion)} size="small" />
      {name}
    </p>
  )
}
