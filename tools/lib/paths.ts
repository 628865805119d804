import path from 'node:path'

/** The folder that holds package.json. */
export const root = path.resolve(import.meta.dirname, '../..')

/** The command line file of an installed package, to be run with `process.execPath`. */
export const packageFile = (relative: string): string => path.join(root, 'node_modules', relative)
