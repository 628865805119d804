import type { Procedures } from './procedures.ts'

/** Companions: who they are, how they are told, and what is kept of them. One line per procedure. */
export function companionRoutes({ open }: Procedures) {
  return {
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
  }
}
