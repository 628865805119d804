import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { AssetId, UploadId } from '#shared/model/ids.ts'
import { createApi, createClient, type Api, type Client } from './api.ts'
import { createAssetStore, type AssetStore } from './asset-store.ts'
import { createChangeFeed, type ChangeFeed } from './change-feed.ts'
import type { Connection } from './connect.ts'
import { LineLostError, type LineState } from './line.ts'
import { fetchHanded, uploadFile, uploadPicture, uploadText } from './upload.ts'

/** Everything a feature may reach the host with. */
export type Rpc = {
  readonly connection: Connection
  readonly client: Client
  readonly api: Api
  readonly queries: QueryClient
  readonly assets: AssetStore
  readonly changes: ChangeFeed
}

const RpcContext = createContext<Rpc | null>(null)

export function createRpc(connection: Connection): Rpc {
  const client = createClient(connection.line)
  const api = createApi(client)
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // The change feed says when something is stale, and a lost line waits instead of failing.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (count, error) => error instanceof LineLostError && count < 20,
        retryDelay: 0,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return {
    connection,
    client,
    api,
    queries,
    assets: createAssetStore(connection.fetchAsset),
    changes: createChangeFeed(client, api, queries),
  }
}

export function RpcProvider(props: { readonly rpc: Rpc; readonly children: ReactNode }) {
  return (
    <RpcContext value={props.rpc}>
      <QueryClientProvider client={props.rpc.queries}>{props.children}</QueryClientProvider>
    </RpcContext>
  )
}

export function useRpc(): Rpc {
  const rpc = use(RpcContext)
  if (rpc === null) throw new Error('useRpc outside of RpcProvider')
  return rpc
}

export function useApi(): Api {
  return useRpc().api
}

export function useClient(): Client {
  return useRpc().client
}

/** Whether the host can be reached right now. */
export function useLineState(): LineState {
  const { line } = useRpc().connection
  return useSyncExternalStore(line.subscribe, line.state)
}

/** A blob: URL for a picture or file of the vault; null while it loads, where there is none, or where it cannot be read. */
export function useAssetUrl(id: AssetId | null | undefined): string | null {
  const { assets } = useRpc()
  const [loaded, setLoaded] = useState<{ readonly id: AssetId; readonly url: string } | null>(null)
  useEffect(() => {
    if (id === null || id === undefined) return
    let gone = false
    assets.acquire(id).then(
      (url) => {
        if (!gone) setLoaded({ id, url })
      },
      () => {},
    )
    return () => {
      gone = true
      assets.release(id)
    }
  }, [assets, id])
  return loaded !== null && loaded.id === id ? loaded.url : null
}

/** Ways to hand files to the host, and to get one that it made. */
export function useUploads() {
  const { connection } = useRpc()
  return {
    uploadFile: (file: File, name: string, onProgress: (sentBytes: number) => void, signal: AbortSignal) =>
      uploadFile(connection, file, name, onProgress, signal),
    uploadPicture: (picture: Blob) => uploadPicture(connection, picture),
    uploadText: (text: Blob) => uploadText(connection, text),
    fetchHanded: (id: UploadId) => fetchHanded(connection, id),
  }
}
