import type { Database } from './database.ts'

/**
 * Whether any row of another table names this row by a foreign key, other than in the tables of `besides`. Asked of the
 * schema, so that a table which comes later counts as well.
 */
export function isReferred(
  database: Pick<Database, 'all' | 'get'>,
  row: { readonly table: string; readonly id: number },
  besides: readonly string[] = [],
): boolean {
  const links = database.all<{ table: string; column: string }>(
    `SELECT s.name AS "table", f."from" AS "column"
     FROM sqlite_schema AS s JOIN pragma_foreign_key_list(s.name) AS f
     WHERE s.type = 'table' AND f."table" = ?`,
    row.table,
  )
  return links
    .filter(({ table }) => !besides.includes(table))
    .some(({ table, column }) => database.get(`SELECT 1 FROM "${table}" WHERE "${column}" = ? LIMIT 1`, row.id))
}
