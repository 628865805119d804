import type { Procedures } from './procedures.ts'

/** Conversations and what happens in them. One line per procedure. */
export function talkRoutes({ open }: Procedures) {
  return {
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

    prompt: {
      preview: open.prompt.preview.handler(({ context, input }) => context.session.previewPrompt(input)),
    },

    rooms: {
      create: open.rooms.create.handler(({ context, input }) => context.session.rooms.create(input)),
      setMembers: open.rooms.setMembers.handler(({ context, input }) => context.session.rooms.setMembers(input)),
    },

    reading: {
      open: open.reading.open.handler(({ context, input }) => context.session.reading.open(input)),
      leave: open.reading.leave.handler(({ context, input }) => context.session.reading.leave(input)),
      months: open.reading.months.handler(({ context, input }) => context.session.reading.months(input)),
      media: open.reading.media.handler(({ context, input }) => context.session.reading.media(input)),
    },
  }
}
