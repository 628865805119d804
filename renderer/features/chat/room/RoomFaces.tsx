import type { Companion } from '#shared/model/companion.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Avatar } from '#renderer/design/Avatar.tsx'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './room.module.css'

/** Faces that are shown before the rest is only counted. */
const most = 3

/** The faces of those in a room. */
export function RoomFaces({ members }: { readonly members: readonly Companion[] }) {
  return (
    <span className={styles['faces']} aria-hidden>
      {members.slice(0, most).map((member) => (
        <Face key={member.id} member={member} />
      ))}
      {members.length > most && <span className={styles['rest']}>{`+${members.length - most}`}</span>}
    </span>
  )
}

function Face({ member }: { readonly member: Companion }) {
  const avatar = useAssetUrl(member.avatarId)
  return <Avatar name={member.profile.name} src={avatar} accent={accentOf(member)} size="small" />
}
