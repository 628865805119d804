import { useEffect, useState } from 'react'
import type { LockedNote } from '#shared/model/agenda.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { follow } from '#renderer/rpc/follow.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { showNote } from './show-note.ts'
import { toldWhileLocked } from './told-while-locked.ts'

/**
 * Reminders on the lock screen, in the words that the person allowed: as notifications of the browser and as lines that
 * stay. Says nothing in a host that shows its own.
 */
export function LockedNotes() {
  const client = useClient()
  const [notes, setNotes] = useState<readonly LockedNote[]>([])
  useEffect(() => {
    const leaving = new AbortController()
    void follow({
      signal: leaving.signal,
      open: (signal) => client.system.notes(undefined, { signal }),
      onEvent: (note) => {
        toldWhileLocked.add(note.toldAt)
        setNotes((before) => [...before, note])
        showNote({ ...note, tag: `locked ${note.toldAt} ${note.title}` }, () => {})
      },
    })
    return () => leaving.abort()
  }, [client])
  return notes.map(({ title, body, toldAt }) => (
    <Banner key={`${toldAt} ${title}`} live title={title}>
      {body}
    </Banner>
  ))
}
