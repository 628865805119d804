/** `file-service://file-abc` and `sediment://file_abc#…` name the same kind of thing: the id between scheme and suffix. */
export function assetId(pointer: string): string {
  const start = pointer.indexOf('://')
  const id = start === -1 ? pointer : pointer.slice(start + 3)
  const cut = id.search(/[#?]/)
  return cut === -1 ? id : id.slice(0, cut)
}
