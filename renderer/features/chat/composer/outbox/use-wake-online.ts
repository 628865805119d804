import { useEffect } from 'react'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** While something waits, tells the host when the system says that the network is back. */
export function useWakeOnline(waits: boolean): void {
  const client = useClient()
  useEffect(() => {
    if (!waits) return
    const wake = () => void client.outbox.wake().catch(() => {})
    window.addEventListener('online', wake)
    return () => window.removeEventListener('online', wake)
  }, [client, waits])
}
