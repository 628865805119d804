import { useLayoutEffect } from 'react'
import { useAppearance } from '#renderer/rpc/appearance.ts'

/** Puts the chosen appearance on the document while the vault is open; false until it is known. */
export function useApplyAppearance(): boolean {
  const appearance = useAppearance()
  useLayoutEffect(() => {
    if (appearance === undefined) return
    const { density, measure, messages, threadFont } = appearance
    const { dataset } = document.documentElement
    Object.assign(dataset, { density, measure, messages, threadFont })
    return () => {
      for (const name of ['density', 'measure', 'messages', 'threadFont']) delete dataset[name]
    }
  }, [appearance])
  return appearance !== undefined
}
