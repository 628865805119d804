import type { ReadPicture } from './providers/picture-parts.ts'
import { stripMetadata } from './http/strip-metadata.ts'
import type { AssetRepository } from './store/asset-repository.ts'

/**
 * Reads pictures for providers. What an import brought is as its file was, so that everything is cleaned again here, at
 * the one door through which pictures leave.
 */
export function createPictureReader(assets: Pick<AssetRepository, 'info' | 'read'>): ReadPicture {
  return (id) => {
    const { mime } = assets.info(id)
    const bytes = stripMetadata(Buffer.concat([...assets.read(id)]), mime)
    return bytes && { mime, bytes }
  }
}
