/** One step of the schema. `sql` runs once, in a transaction of its own, and takes the vault to `version`. */
export type Migration = {
  readonly version: number
  readonly sql: string
}
