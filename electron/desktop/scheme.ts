import type { Protocol } from 'electron'
import type { App } from '#core/app.ts'
import { origin, scheme } from './origin.ts'

/** Serves the interface, uploads and pictures at `app://main`, from the same app as the browser host; other hosts get nothing. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, assets: App['assets']): void {
  protocol.handle(scheme, (request) =>
    request.url.startsWith(`${origin}/`) ? assets.fetch(request) : new Response(null, { status: 404 }),
  )
}
