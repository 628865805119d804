import type { Procedures } from './procedures.ts'

/** Days that matter, and the years. One line per procedure. */
export function dayRoutes({ open }: Procedures) {
  return {
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

    story: {
      years: open.story.years.handler(({ context, input }) => context.session.ourStory.years(input)),
      counted: open.story.counted.handler(({ context, input }) => context.session.ourStory.counted(input)),
      sharedWords: open.story.sharedWords.handler(({ context, input }) => context.session.ourStory.sharedWords(input)),
      firstOf: open.story.firstOf.handler(({ context, input }) => context.session.ourStory.firstOf(input)),
    },
  }
}
