import { type RefObject, useEffect, useRef, useState } from 'react'

/** Takes files that are dropped anywhere on the page around `field`; true while some hang over it. */
export function useDrop(field: RefObject<HTMLElement | null>, onDrop: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onDrop)
  latest.current = onDrop
  useEffect(() => {
    const page = field.current?.closest('main')
    if (!page) return
    /** Elements entered and not left: a drag leaves the page only where it left all of them. */
    let depth = 0
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const onEnd = (event: DragEvent) => {
      depth = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    const leaving = new AbortController()
    const options = { signal: leaving.signal }
    page.addEventListener('dragenter', onEnter, options)
    page.addEventListener('dragover', onOver, options)
    page.addEventListener('dragleave', onLeave, options)
    page.addEventListener('drop', onEnd, options)
    return () => leaving.abort()
  }, [field])
  return over
}
