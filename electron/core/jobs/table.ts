/** Every job by name. Loaded only inside the worker, and only the one that runs. */
export const jobs = {
  'derive-key': async () => (await import('../vault/derive-key.ts')).deriveKey,
  'inspect-import': async () => (await import('../importers/inspect-import.ts')).inspectImport,
  'run-import': async () => (await import('../importers/run-import.ts')).runImport,
  'run-export': async () => (await import('../exporters/run-export.ts')).runExport,
  'undo-import': async () => (await import('../importers/undo-import.ts')).undoImport,
} as const
