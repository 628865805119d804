import { type RefObject, useEffect, useState } from 'react'
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

/**
 * Paints the sheet whenever `version` changes or something on it grows. Null while the first is on its way; what was painted
 * last stays until the next is there.
 */
export function usePicture(sheet: RefObject<HTMLElement | null>, scale: number, version: unknown) {
  const [pictures, setPictures] = useState<readonly MadePicture[] | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const element = sheet.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let turn = 0
    const paint = async (mine: number) => {
      try {
        await ready(element)
        if (mine !== turn) return
        const blobs = await paintSheet(measureSheet(element), scale)
        if (mine !== turn) return
        setPictures(blobs.map((blob) => ({ blob, url: URL.createObjectURL(blob) })))
        setFailed(false)
      } catch {
        if (mine === turn) setFailed(true)
      }
    }
    const later = () => {
      turn += 1
      clearTimeout(timer)
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
      for (const { url } of pictures ?? []) URL.revokeObjectURL(url)
    },
    [pictures],
  )
  return { pictures, failed }
}
