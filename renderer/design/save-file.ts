/** Hands text to the person as a file, which the system asks where to put or puts among the downloads. */
export function saveFile(name: string, text: string, type: 'text/plain' | 'application/json'): void {
  saveBlob(name, new Blob([text], { type }))
}

/** The same with bytes made here. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
