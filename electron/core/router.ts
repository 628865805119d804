import type { Router as RouterOf } from '@orpc/server'
import type { Contract } from '#shared/contract/index.ts'
import type { Capabilities } from '#shared/contract/system.ts'
import { isWholeLife } from '#shared/model/export.ts'
import type { Changes } from './changes.ts'
import type { Host } from './host.ts'
import { checkLink } from './links.ts'
import type { Log } from './log.ts'
import type { NoteFeed } from './milestones/note-feed.ts'
import { updatePreferences } from './preferences.ts'
import { presets } from './providers/presets.ts'
import { companionRoutes } from './routes/companion-routes.ts'
import { dayRoutes } from './routes/day-routes.ts'
import { createProcedures } from './routes/procedures.ts'
import { talkRoutes } from './routes/talk-routes.ts'
import type { Session } from './session.ts'
import type { Vault } from './vault/vault.ts'

export type RouterParts = {
  readonly host: Host
  readonly vault: Vault<Session>
  readonly changes: Changes
  readonly noteFeed: NoteFeed
  readonly log: Log
}

/** Named here, since what the compiler infers of every procedure is longer than it is willing to write down. */
export type Router = RouterOf<Contract, object>

/** Contract to services, one line per procedure. */
export function createRouter({ host, vault, changes, noteFeed, log }: RouterParts): Router {
  const procedures = createProcedures({ vault, log })
  const { os, open } = procedures
  return os.router({
    system: {
      info: os.system.info.handler(() => ({ version: host.version, capabilities: capabilitiesOf(host) })),
      preferences: os.system.preferences.handler(() => host.config.read()),
      setPreferences: os.system.setPreferences.handler(({ input }) => {
        const next = updatePreferences(host.config.read(), input)
        host.config.write(next)
        changes.emit({ entity: 'preferences', kind: 'updated' })
        return next
      }),
      notes: os.system.notes.handler(({ signal }) => noteFeed.watch(signal)),
      presence: os.system.presence.handler(() => host.presence?.read() ?? null),
      setPresence: os.system.setPresence.handler(({ input }) => {
        if (host.presence === null) return null
        const { background, startAtLogin } = host.presence.read()
        const next = {
          background: input.background ?? background,
          startAtLogin: input.startAtLogin ?? startAtLogin,
        }
        host.presence.write(next)
        return next
      }),
      openVaultFolder: os.system.openVaultFolder.handler(() => host.openVaultFolder?.()),
      openLink: os.system.openLink.handler(({ input }) => host.openLink?.(checkLink(input.url))),
    },

    vault: {
      status: os.vault.status.handler(() => vault.status()),
      watch: os.vault.watch.handler(({ signal }) => vault.watch(signal)),
      create: os.vault.create.handler(({ input }) => vault.create(input)),
      unlock: os.vault.unlock.handler(({ input }) => vault.unlock(input)),
      lock: os.vault.lock.handler(() => vault.lock()),
      stayAwake: os.vault.stayAwake.handler(() => vault.stayAwake()),
      proveRecovery: os.vault.proveRecovery.handler(({ input }) => vault.proveRecovery(input)),
      renewRecovery: os.vault.renewRecovery.handler(({ input }) => vault.renewRecovery(input)),
      setPassphrase: os.vault.setPassphrase.handler(({ input }) => vault.setPassphrase(input)),
      addOsSlot: os.vault.addOsSlot.handler(() => vault.addOsSlot()),
      removeSlot: os.vault.removeSlot.handler(({ input }) => vault.removeSlot(input)),
    },

    providers: {
      sight: open.providers.sight.handler(({ context, input }) => context.session.providers.sight(input)),
      facts: open.providers.facts.handler(({ context, input }) => context.session.providers.facts(input)),
      setFacts: open.providers.setFacts.handler(({ context, input }) => context.session.providers.setFacts(input)),
      presets: os.providers.presets.handler(() => [...presets]),
      list: open.providers.list.handler(({ context }) => context.session.providers.list()),
      create: open.providers.create.handler(({ context, input }) => context.session.providers.create(input)),
      update: open.providers.update.handler(({ context, input }) => context.session.providers.update(input)),
      remove: open.providers.remove.handler(({ context, input }) => context.session.providers.remove(input)),
      test: open.providers.test.handler(({ context, input, signal }) => context.session.providers.test(input, signal)),
      models: open.providers.models.handler(({ context, input, signal }) =>
        context.session.providers.models(input, signal),
      ),
    },

    settings: {
      get: open.settings.get.handler(({ context }) => context.session.settings.get()),
      update: open.settings.update.handler(({ context, input }) => context.session.settings.update(input)),
    },

    search: {
      messages: open.search.messages.handler(({ context, input, signal }) =>
        context.session.search.messages(input, signal),
      ),
      count: open.search.count.handler(({ context, input, signal }) => context.session.search.count(input, signal)),
      things: open.search.things.handler(({ context, input, signal }) => context.session.search.things(input, signal)),
      inThread: open.search.inThread.handler(({ context, input }) => context.session.findInThread(input)),
      conversations: open.search.conversations.handler(({ context, input }) =>
        context.session.findConversations(input),
      ),
    },

    library: {
      order: open.library.order.handler(({ context, input }) => context.session.library.order(input)),
      rows: open.library.rows.handler(({ context, input }) => context.session.library.rows(input.ids)),
      facets: open.library.facets.handler(({ context }) => context.session.library.facets()),
      change: open.library.change.handler(({ context, input }) => context.session.library.change(input)),
      putBack: open.library.putBack.handler(({ context, input }) => context.session.library.putBack(input.places)),
      duplicates: open.library.duplicates.handler(({ context }) => context.session.library.duplicates()),
      merged: open.library.merged.handler(({ context }) => context.session.library.merged()),
      merge: open.library.merge.handler(({ context, input }) => context.session.library.merge(input.pairs)),
    },

    exports: {
      write: open.exports.write.handler(async ({ context, input: { request, passphrase }, signal }) => {
        if (isWholeLife(request.scope)) await vault.confirmPassphrase(passphrase)
        return context.session.exports.write(request, signal)
      }),
    },

    imports: {
      inspect: open.imports.inspect.handler(({ context, input }) => context.session.imports.inspect(input)),
      watch: open.imports.watch.handler(({ context, input, signal }) => context.session.imports.watch(input, signal)),
      inspectAs: open.imports.inspectAs.handler(({ context, input }) => context.session.imports.inspectAs(input)),
      start: open.imports.start.handler(({ context, input }) => context.session.imports.start(input)),
      cancel: open.imports.cancel.handler(({ context, input }) => context.session.imports.cancel(input)),
      undo: open.imports.undo.handler(({ context, input }) => context.session.imports.undo(input)),
      decideOffer: open.imports.decideOffer.handler(({ context, input }) => context.session.imports.decideOffer(input)),
      leftCompanions: open.imports.leftCompanions.handler(({ context, input }) =>
        context.session.imports.leftCompanions(input),
      ),
      removeCompanions: open.imports.removeCompanions.handler(({ context, input }) =>
        context.session.imports.removeCompanions(input),
      ),
      markSeen: open.imports.markSeen.handler(({ context, input }) => context.session.imports.markSeen(input)),
      list: open.imports.list.handler(({ context }) => context.session.imports.list()),
    },

    changes: {
      watch: os.changes.watch.handler(({ signal }) => changes.watch(signal)),
    },

    ...companionRoutes(procedures),
    ...talkRoutes(procedures),
    ...dayRoutes(procedures),
  })
}

function capabilitiesOf(host: Host): Capabilities {
  return {
    host: host.kind === 'desktop' ? 'desktop' : 'browser',
    osKeychain: host.keychain !== null,
    openVaultFolder: host.openVaultFolder !== null,
    opensLinks: host.openLink !== null,
    printsBooks: host.printPage !== null,
  }
}
