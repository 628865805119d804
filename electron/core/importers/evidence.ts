import type { Evidence } from '#shared/model/import-run.ts'

/** Told by the names of members, as the app that wrote them spells them. */
export const byFields = (...names: string[]): Evidence => ({ by: 'fields', names })

/** Told by the heading of a table. */
export const byColumns = (...names: string[]): Evidence => ({ by: 'columns', names })

/** Told by the words that only this app writes over a text. */
export const byHeading = (...names: string[]): Evidence => ({ by: 'heading', names })

/** Told by what a saved page is made of. */
export const byPage = (...names: string[]): Evidence => ({ by: 'page', names })

/** Told by lines that begin with a date, a time and a name. */
export const byLines: Evidence = { by: 'lines', names: [] }

/** Told by names that take turns. */
export const byTurns: Evidence = { by: 'turns', names: [] }

/** Told by rows in which somebody says something. */
export const byRows: Evidence = { by: 'rows', names: [] }
