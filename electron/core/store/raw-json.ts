import { deflateRawSync, inflateRawSync } from 'node:zlib'

const smallBytes = 4_096
/** Most raw pieces are under a kilobyte, where setting up the full-size window costs more than the packing. */
const smallWindow = { windowBits: 12, memLevel: 5 }

/** Packs what a source said beyond our model, for keeping. */
export function packRaw(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value))
  return deflateRawSync(json, json.length < smallBytes ? smallWindow : {})
}

/** What was packed, as it was. */
export function unpackRaw(packed: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(packed).toString('utf8'))
}
