import { randomUUID } from 'node:crypto'
import { implement, ORPCError, type Router as RouterOf, ValidationError } from '@orpc/server'
import { errorMap, type ErrorCode } from '#shared/contract/errors.ts'
import { contract, type Contract } from '#shared/contract/index.ts'
import type { Capabilities } from '#shared/contract/system.ts'
import { isWholeLife } from '#shared/model/export.ts'
import type { Changes } from './changes.ts'
import { AppError } from './errors.ts'
import type { Host } from './host.ts'
import { checkLink } from './links.ts'
import type { Log } from './log.ts'
import type { NoteFeed } from './milestones/note-feed.ts'
import { updatePreferences } from './preferences.ts'
import { presets } from './providers/presets.ts'
import type { Session } from './session.ts'
import { namingTrouble } from './vault/vault-trouble.ts'
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
  const os = implement(contract).use(async ({ next, path }) => {
    try {
      return await next()
    } catch (error) {
      throw toContractError(error, path.join('.'), log)
    }
  })
  const open = os.use(({ next }) => {
    const session = vault.session()
    if (!session) throw new AppError('VAULT_LOCKED')
    return next({ context: { session } })
  })

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

    companions: {
      list: open.companions.list.handler(({ context }) => context.session.companions.list()),
      get: open.companions.get.handler(({ context, input }) => context.session.companions.get(input.id)),
      create: open.companions.create.handler(({ context, input }) => context.session.companions.create(input)),
      update: open.companions.update.handler(({ context, input }) => context.session.companions.update(input)),
      duplicate: open.companions.duplicate.handler(({ context, input }) => context.session.companions.duplicate(input)),
      speech: open.companions.speech.handler(({ context, input }) => context.session.companions.speech(input)),
      setSpeech: open.companions.setSpeech.handler(({ context, input }) => context.session.companions.setSpeech(input)),
      speakers: open.companions.speakers.handler(({ context, input }) => context.session.companions.speakers(input)),
    },

    cards: {
      look: open.cards.look.handler(({ context, input }) =>
        context.session.cards.look(input.uploadId, input.companionId),
      ),
      accept: open.cards.accept.handler(({ context, input }) => context.session.cards.accept(input)),
      discard: open.cards.discard.handler(({ context, input }) => context.session.discardUpload(input.uploadId)),
      write: open.cards.write.handler(({ context, input }) => context.session.cards.write(input)),
    },

    lore: {
      get: open.lore.get.handler(({ context, input }) => context.session.lore.get(input.companionId)),
      entry: open.lore.entry.handler(({ context, input }) => context.session.lore.entry(input.id)),
      add: open.lore.add.handler(({ context, input }) => context.session.lore.add(input.companionId, input.entry)),
      update: open.lore.update.handler(({ context, input }) => context.session.lore.update(input.id, input.change)),
      remove: open.lore.remove.handler(({ context, input }) => context.session.lore.remove(input.id)),
      arrange: open.lore.arrange.handler(({ context, input }) =>
        context.session.lore.arrange(input.companionId, input.ids),
      ),
      setSettings: open.lore.setSettings.handler(({ context, input }) =>
        context.session.lore.setSettings(input.companionId, input.change),
      ),
      tryOut: open.lore.tryOut.handler(({ context, input }) =>
        context.session.lore.tryOut(input.companionId, input.text),
      ),
      take: open.lore.take.handler(({ context, input }) =>
        context.session.lore.take(input.companionId, input.uploadId),
      ),
      write: open.lore.write.handler(({ context, input }) =>
        context.session.lore.write(input.companionId, input.format),
      ),
    },

    letter: {
      get: open.letter.get.handler(({ context, input }) => context.session.letters.get(input.companionId)),
      save: open.letter.save.handler(({ context, input }) => context.session.letters.save(input)),
      saveDigest: open.letter.saveDigest.handler(({ context, input }) => context.session.letters.saveDigest(input)),
      draftDigest: open.letter.draftDigest.handler(({ context, input, signal }) =>
        context.session.draftDigest(input, signal),
      ),
      readers: open.letter.readers.handler(({ context, input }) => context.session.letterReaders(input.companionId)),
    },

    letterDraft: {
      survey: open.letterDraft.survey.handler(({ context, input, signal }) =>
        context.session.letterDrafts.survey(input, signal),
      ),
      current: open.letterDraft.current.handler(({ context, input }) => context.session.letterDrafts.current(input)),
      start: open.letterDraft.start.handler(({ context, input }) => context.session.letterDrafts.start(input)),
      pause: open.letterDraft.pause.handler(({ context, input }) => context.session.letterDrafts.pause(input)),
      resume: open.letterDraft.resume.handler(({ context, input }) => context.session.letterDrafts.resume(input)),
      discard: open.letterDraft.discard.handler(({ context, input }) => context.session.letterDrafts.discard(input)),
      place: open.letterDraft.place.handler(({ context, input }) => context.session.letterDrafts.place(input)),
      accept: open.letterDraft.accept.handler(({ context, input }) => context.session.letterDrafts.accept(input)),
    },

    revisions: {
      list: open.revisions.list.handler(({ context, input }) => context.session.revisions.list(input)),
      read: open.revisions.read.handler(({ context, input }) => context.session.revisions.read(input)),
      setName: open.revisions.setName.handler(({ context, input }) => context.session.revisions.setName(input)),
      restore: open.revisions.restore.handler(({ context, input }) => context.session.revisions.restore(input)),
    },

    self: {
      get: open.self.get.handler(({ context }) => context.session.self.get()),
      update: open.self.update.handler(({ context, input }) => context.session.self.update(input)),
    },

    conversations: {
      sources: open.conversations.sources.handler(({ context, input }) => context.session.conversations.sources(input)),
      list: open.conversations.list.handler(({ context, input }) => context.session.conversations.list(input)),
      get: open.conversations.get.handler(({ context, input }) => context.session.conversations.get(input.id)),
      create: open.conversations.create.handler(({ context, input }) => context.session.conversations.create(input)),
      rename: open.conversations.rename.handler(({ context, input }) => context.session.conversations.rename(input)),
      setArchived: open.conversations.setArchived.handler(({ context, input }) =>
        context.session.conversations.setArchived(input),
      ),
      setCompanion: open.conversations.setCompanion.handler(({ context, input }) =>
        context.session.conversations.setCompanion(input),
      ),
      thread: open.conversations.thread.handler(({ context, input }) => context.session.conversations.thread(input)),
      selectVersion: open.conversations.selectVersion.handler(({ context, input }) =>
        context.session.conversations.selectVersion(input.messageId),
      ),
      forks: open.conversations.forks.handler(({ context, input }) => context.session.conversations.forks(input)),
      branch: open.conversations.branch.handler(({ context, input }) => context.session.conversations.branch(input)),
      origin: open.conversations.origin.handler(({ context, input }) => context.session.conversations.origin(input.id)),
      draft: open.conversations.draft.handler(({ context, input }) => context.session.conversations.draft(input.id)),
      setDraft: open.conversations.setDraft.handler(({ context, input }) =>
        context.session.conversations.setDraft(input),
      ),
      editDraft: open.conversations.editDraft.handler(({ context, input }) =>
        context.session.conversations.editDraft(input.messageId),
      ),
      setEditDraft: open.conversations.setEditDraft.handler(({ context, input }) =>
        context.session.conversations.setEditDraft(input),
      ),
    },

    chat: {
      send: open.chat.send.handler(({ context, input }) => context.session.chat.send(input)),
      answer: open.chat.answer.handler(({ context, input }) => context.session.chat.answer(input)),
      edit: open.chat.edit.handler(({ context, input }) => context.session.chat.edit(input)),
      regenerate: open.chat.regenerate.handler(({ context, input }) => context.session.chat.regenerate(input)),
      continue: open.chat.continue.handler(({ context, input }) => context.session.chat.continue(input)),
      stop: open.chat.stop.handler(({ context, input }) => context.session.chat.stop(input)),
      watch: open.chat.watch.handler(({ context, input, signal }) =>
        context.session.chat.watch(input.conversationId, signal),
      ),
      delete: open.chat.delete.handler(({ context, input }) => context.session.chat.delete(input)),
      restore: open.chat.restore.handler(({ context, input }) => context.session.chat.restore(input)),
    },

    outbox: {
      add: open.outbox.add.handler(({ context, input }) => context.session.outbox.add(input)),
      list: open.outbox.list.handler(({ context, input }) => context.session.outbox.list(input.conversationId)),
      unanswered: open.outbox.unanswered.handler(({ context, input }) =>
        context.session.outbox.unanswered(input.conversationId),
      ),
      sendNow: open.outbox.sendNow.handler(({ context, input }) => context.session.outbox.sendNow(input.id)),
      takeBack: open.outbox.takeBack.handler(({ context, input }) => context.session.outbox.takeBack(input.id)),
      discard: open.outbox.discard.handler(({ context, input }) => context.session.outbox.discard(input.id)),
      restore: open.outbox.restore.handler(({ context, input }) => context.session.outbox.restore(input.id)),
      wake: open.outbox.wake.handler(({ context }) => context.session.outbox.wake()),
    },

    marks: {
      of: open.marks.of.handler(({ context, input }) => context.session.marks.of(input)),
      list: open.marks.list.handler(({ context, input }) => context.session.marks.list(input)),
      add: open.marks.add.handler(({ context, input }) => context.session.marks.add(input)),
      remove: open.marks.remove.handler(({ context, input }) => context.session.marks.remove(input)),
    },

    memories: {
      list: open.memories.list.handler(({ context, input }) => context.session.memories.list(input)),
      remember: open.memories.remember.handler(({ context, input }) => context.session.memories.remember(input)),
      update: open.memories.update.handler(({ context, input }) => context.session.memories.update(input)),
      versions: open.memories.versions.handler(({ context, input }) => context.session.memories.versions(input)),
      bringBack: open.memories.bringBack.handler(({ context, input }) => context.session.memories.bringBack(input)),
      accept: open.memories.accept.handler(({ context, input }) => context.session.memories.accept(input)),
      forget: open.memories.forget.handler(({ context, input }) => context.session.memories.forget(input)),
      restore: open.memories.restore.handler(({ context, input }) => context.session.memories.restore(input)),
      unread: open.memories.unread.handler(({ context, input }) => context.session.lookThrough.unread(input)),
      lookThrough: open.memories.lookThrough.handler(({ context, input, signal }) =>
        context.session.lookThrough.look(input, signal),
      ),
      habit: open.memories.habit.handler(({ context, input }) => context.session.lookByItself.habit(input)),
      setHabit: open.memories.setHabit.handler(({ context, input }) => context.session.lookByItself.setHabit(input)),
      write: open.memories.write.handler(({ context, input }) => context.session.memories.write(input)),
    },

    summaries: {
      list: open.summaries.list.handler(({ context, input }) => context.session.summaries.list(input)),
      update: open.summaries.update.handler(({ context, input }) => context.session.summaries.update(input)),
      forget: open.summaries.forget.handler(({ context, input }) => context.session.summaries.forget(input)),
      restore: open.summaries.restore.handler(({ context, input }) => context.session.summaries.restore(input)),
    },

    meaning: {
      status: open.meaning.status.handler(({ context, input }) => context.session.meaning.status(input)),
      estimate: open.meaning.estimate.handler(({ context, input }) => context.session.meaning.estimate(input)),
      start: open.meaning.start.handler(({ context, input }) => context.session.meaning.start(input)),
      pause: open.meaning.pause.handler(({ context, input }) => context.session.meaning.pause(input)),
      resume: open.meaning.resume.handler(({ context, input }) => context.session.meaning.resume(input)),
      setKeepsUp: open.meaning.setKeepsUp.handler(({ context, input }) => context.session.meaning.setKeepsUp(input)),
      forget: open.meaning.forget.handler(({ context, input }) => context.session.meaning.forget(input)),
    },

    prompt: {
      preview: open.prompt.preview.handler(({ context, input }) => context.session.previewPrompt(input)),
    },

    rooms: {
      create: open.rooms.create.handler(({ context, input }) => context.session.rooms.create(input)),
      setMembers: open.rooms.setMembers.handler(({ context, input }) => context.session.rooms.setMembers(input)),
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

    milestones: {
      list: open.milestones.list.handler(({ context }) => context.session.milestones.list()),
      create: open.milestones.create.handler(({ context, input }) => context.session.milestones.create(input)),
      update: open.milestones.update.handler(({ context, input }) => context.session.milestones.update(input)),
      remove: open.milestones.remove.handler(({ context, input }) => context.session.milestones.remove(input)),
      restore: open.milestones.restore.handler(({ context, input }) => context.session.milestones.restore(input)),
      removed: open.milestones.removed.handler(({ context }) => context.session.milestones.removed()),
      discard: open.milestones.discard.handler(({ context, input }) => context.session.milestones.discard(input)),
      agenda: open.milestones.agenda.handler(({ context, input }) => context.session.milestones.agenda(input)),
      month: open.milestones.month.handler(({ context, input }) => context.session.milestones.month(input)),
      preview: open.milestones.preview.handler(({ context, input }) => context.session.milestones.preview(input)),
      yearReview: open.milestones.yearReview.handler(({ context, input }) =>
        context.session.historyDays.yearReview(input),
      ),
      letters: open.milestones.letters.handler(({ context }) => context.session.historyDays.letters()),
      messages: open.milestones.messages.handler(({ context, input }) => context.session.historyDays.messages(input)),
      today: open.milestones.today.handler(({ context, input }) => context.session.milestones.today(input)),
      openReminders: open.milestones.openReminders.handler(({ context }) => context.session.milestones.openReminders()),
      snooze: open.milestones.snooze.handler(({ context, input }) => context.session.milestones.snooze(input)),
      done: open.milestones.done.handler(({ context, input }) => context.session.milestones.done(input)),
      suggestions: open.milestones.suggestions.handler(({ context, input }) =>
        context.session.historyDays.suggestions(input),
      ),
      lookEstimate: open.milestones.lookEstimate.handler(({ context, input, signal }) =>
        context.session.deepLooks.estimate(input, signal),
      ),
      look: open.milestones.look.handler(({ context, input }) => context.session.deepLooks.begin(input)),
      lookState: open.milestones.lookState.handler(({ context, input }) => context.session.deepLooks.state(input)),
      stopLook: open.milestones.stopLook.handler(({ context, input }) => context.session.deepLooks.stop(input)),
      answerSuggestion: open.milestones.answerSuggestion.handler(({ context, input }) =>
        context.session.historyDays.answerSuggestion(input),
      ),
      onThisDay: open.milestones.onThisDay.handler(({ context, input }) =>
        context.session.historyDays.onThisDay(input),
      ),
      settings: open.milestones.settings.handler(({ context }) => context.session.milestones.settings()),
      setSettings: open.milestones.setSettings.handler(({ context, input }) =>
        context.session.milestones.setSettings(input),
      ),
      writeCalendar: open.milestones.writeCalendar.handler(({ context, input }) =>
        context.session.milestones.writeCalendar(input),
      ),
      writeDays: open.milestones.writeDays.handler(({ context, input }) => context.session.milestones.writeDays(input)),
      readCalendar: open.milestones.readCalendar.handler(({ context, input }) =>
        context.session.milestones.readCalendar(input),
      ),
    },

    reading: {
      open: open.reading.open.handler(({ context, input }) => context.session.reading.open(input)),
      leave: open.reading.leave.handler(({ context, input }) => context.session.reading.leave(input)),
      months: open.reading.months.handler(({ context, input }) => context.session.reading.months(input)),
      media: open.reading.media.handler(({ context, input }) => context.session.reading.media(input)),
    },

    settings: {
      get: open.settings.get.handler(({ context }) => context.session.settings.get()),
      update: open.settings.update.handler(({ context, input }) => context.session.settings.update(input)),
    },

    search: {
      messages: open.search.messages.handler(({ context, input }) => context.session.search.messages(input)),
      count: open.search.count.handler(({ context, input }) => context.session.search.count(input)),
      things: open.search.things.handler(({ context, input }) => context.session.search.things(input)),
      inThread: open.search.inThread.handler(({ context, input }) => context.session.findInThread(input)),
      conversations: open.search.conversations.handler(({ context, input }) =>
        context.session.findConversations(input),
      ),
    },

    story: {
      years: open.story.years.handler(({ context, input }) => context.session.ourStory.years(input)),
      counted: open.story.counted.handler(({ context, input }) => context.session.ourStory.counted(input)),
      sharedWords: open.story.sharedWords.handler(({ context, input }) => context.session.ourStory.sharedWords(input)),
      firstOf: open.story.firstOf.handler(({ context, input }) => context.session.ourStory.firstOf(input)),
    },

    library: {
      order: open.library.order.handler(({ context, input }) => context.session.library.order(input)),
      rows: open.library.rows.handler(({ context, input }) => context.session.library.rows(input.ids)),
      facets: open.library.facets.handler(({ context }) => context.session.library.facets()),
      change: open.library.change.handler(({ context, input }) => context.session.library.change(input)),
      putBack: open.library.putBack.handler(({ context, input }) => context.session.library.putBack(input.places)),
      duplicates: open.library.duplicates.handler(({ context }) => context.session.library.duplicates()),
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
      leftCompanion: open.imports.leftCompanion.handler(({ context, input }) =>
        context.session.imports.leftCompanion(input),
      ),
      removeCompanion: open.imports.removeCompanion.handler(({ context, input }) =>
        context.session.imports.removeCompanion(input),
      ),
      markSeen: open.imports.markSeen.handler(({ context, input }) => context.session.imports.markSeen(input)),
      list: open.imports.list.handler(({ context }) => context.session.imports.list()),
    },

    changes: {
      watch: os.changes.watch.handler(({ signal }) => changes.watch(signal)),
    },
  })
}

function capabilitiesOf(host: Host): Capabilities {
  return {
    host: host.kind === 'desktop' ? 'desktop' : 'browser',
    osKeychain: host.keychain !== null,
    openVaultFolder: host.openVaultFolder !== null,
    opensLinks: host.openLink !== null,
  }
}

/** Errors of the contract pass as they are; anything else leaves only the id of its log line. */
function toContractError(thrown: unknown, procedure: string, log: Log): ORPCError<string, unknown> {
  const error = namingTrouble(thrown)
  if (error instanceof AppError) return declared(error.code, error.data)
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const fields = error.cause.issues.map((issue) => (issue.path ?? []).map(String).join('.'))
    return declared('INVALID_INPUT', { fields })
  }
  const logId = randomUUID()
  log.error({ logId, procedure, err: error }, 'unexpected error')
  return declared('INTERNAL', { logId })
}

/** Without the contract's own status oRPC would pass the error on as one that was never declared. */
function declared(code: ErrorCode, data: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { status: errorMap[code].status, data })
}
