import { type RefObject, useEffect, useRef, useState } from 'react'
import { measureSheet } from './measure-sheet.ts'
import { paintSheet } from './paint-sheet.ts'

/** A picture as it will be saved. */
export type MadePicture = { readonly blob: Blob; readonly url: string }

const settleMs = 150

async function ready(sheet: HTMLElement): Promise<void> {
  await document.fonts.ready
  const images = [...sheet.querySelectorAll('img')]
  // A picture that cannot be read leaves its place empty.
  await Promise.all(images.map((image) => image.decode().catch(() => {})))
}

export type Painted = {
  readonly pictures: readonly MadePicture[]
  /** False while more of them are being drawn. */
  readonly complete: boolean
  readonly failed: boolean
}

const nothingYet: Painted = { pictures: [], complete: false, failed: false }

/** Paints the sheet whenever `version` changes or something on it grows. What was painted last stays until there is new. */
export function usePicture(sheet: RefObject<HTMLElement | null>, scale: number, version: unknown): Painted {
  const [painted, setPainted] = useState(nothingYet)
  const shown = useRef<readonly MadePicture[]>([])

  useEffect(() => {
    const element = sheet.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let turn = 0
    const show = (next: Painted) => {
      for (const old of shown.current) if (!next.pictures.includes(old)) URL.revokeObjectURL(old.url)
      shown.current = next.pictures
      setPainted(next)
    }
    const paint = async (mine: number) => {
      const pictures: MadePicture[] = []
      try {
        await ready(element)
        if (mine !== turn) return
        for await (const blob of paintSheet(measureSheet(element), scale)) {
          if (mine !== turn) return
          pictures.push({ blob, url: URL.createObjectURL(blob) })
          // What comes after it stays as it was until its own turn, so that nobody loses their place in the preview.
          const rest = shown.current.slice(pictures.length)
          show({ pictures: [...pictures, ...rest], complete: false, failed: false })
        }
        show({ pictures, complete: true, failed: false })
      } catch {
        if (mine === turn) show({ pictures: [], complete: false, failed: true })
      }
    }
    const later = () => {
      turn += 1
      clearTimeout(timer)
      setPainted((before) => ({ ...before, complete: false }))
      timer = setTimeout(() => void paint(turn), settleMs)
    }
    later()
    // Pictures and letterforms that come in change the height.
    const observer = new ResizeObserver(later)
    observer.observe(element)
    element.addEventListener('load', later, true)
    return () => {
      turn = -1
      clearTimeout(timer)
      observer.disconnect()
      element.removeEventListener('load', later, true)
    }
  }, [sheet, scale, version])

  useEffect(
    () => () => {
      for (const { url } of shown.current) URL.revokeObjectURL(url)
    },
    [],
  )
  return painted
}
