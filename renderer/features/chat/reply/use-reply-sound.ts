import { useEffect } from 'react'
import { playSoftSound } from '#renderer/design/soft-sound.ts'
import { useAppearance } from '#renderer/rpc/appearance.ts'
import type { LiveReply } from './live-reply.ts'

/** Sounds once for each reply that came whole, where the person wants to hear that. */
export function useReplySound(ended: LiveReply | null): void {
  const wanted = useAppearance()?.replySound === true
  useEffect(() => {
    if (wanted && ended !== null && ended.failure === null) playSoftSound()
    // Only a reply that has just ended sounds, not the switch that is turned on later.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ended])
}
