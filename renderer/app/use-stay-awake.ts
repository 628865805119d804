import { useEffect } from 'react'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

const atMostEveryMs = 20_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Tells the host that somebody is here, on real input only, so that the idle lock counts from the last of it. */
export function useStayAwake(): void {
  const client = useClient()
  useEffect(() => {
    let told = 0
    function onSign(event: Event) {
      if (!event.isTrusted || event.timeStamp - told < atMostEveryMs) return
      told = event.timeStamp
      // A lost line or a lock that came first is shown elsewhere.
      client.vault.stayAwake().catch(() => {})
    }
    for (const sign of signs) window.addEventListener(sign, onSign, { passive: true, capture: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true })
    }
  }, [client])
}
