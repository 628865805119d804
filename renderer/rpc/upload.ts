import type { AssetId, UploadId } from '#shared/model/ids.ts'
import type { Connection } from './connect.ts'

/** A file did not arrive. `code` is a contract error code where the host said one. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  readonly code: 'VAULT_LOCKED' | 'UNSUPPORTED_PICTURE' | 'DISK_FULL' | 'UPLOAD_FAILED'

  constructor(status: number) {
    super(`upload answered ${status}`)
    this.code =
      status === 423
        ? 'VAULT_LOCKED'
        : status === 413 || status === 415
          ? 'UNSUPPORTED_PICTURE'
          : status === 507
            ? 'DISK_FULL'
            : 'UPLOAD_FAILED'
  }
}

/**
 * Hands one file to the host as bytes, under a name that may be a path inside a dropped folder, for `imports.inspect`.
 * `onProgress` gets sent bytes; an abort rejects with the signal's reason. (XMLHttpRequest, because fetch tells no upload
 * progress.)
 */
export function uploadFile(
  connection: Connection,
  file: File,
  name: string,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<UploadId> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    const abort = () => {
      request.abort()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', abort)
      if (signal.aborted) return
      if (request.status < 200 || request.status > 299) return reject(new UploadError(request.status))
      resolve(request.response.uploadId)
    })
    request.open('POST', `/uploads?name=${encodeURIComponent(name)}`)
    request.responseType = 'json'
    for (const [name, value] of Object.entries(connection.headers)) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

/** Keeps a text (UTF-8, at most 1 MB) in the vault. */
export function uploadText(connection: Connection, text: Blob): Promise<AssetId> {
  return keep(connection, '/texts', text)
}

/** Keeps a picture (PNG, JPEG, WebP or GIF, at most 10 MB) in the vault. */
export function uploadPicture(connection: Connection, picture: Blob): Promise<AssetId> {
  return keep(connection, '/pictures', picture)
}

async function keep(connection: Connection, path: string, body: Blob): Promise<AssetId> {
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await connection.fetchAsset(path, { method: 'PUT', headers, body })
  if (!response.ok) throw new UploadError(response.status)
  const answer: { readonly assetId: AssetId } = await response.json()
  return answer.assetId
}

/** Fetches a file that the host made and holds; it can be fetched once. */
export async function fetchHanded(connection: Connection, id: UploadId): Promise<Blob> {
  const response = await connection.fetchAsset(`/uploads/${id}`)
  if (!response.ok) throw new UploadError(response.status)
  return response.blob()
}
