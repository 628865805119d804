/** Every job by name. Loaded only inside the worker, and only the one that runs. */
export const jobs = {
  'derive-key': async () => (await import('../vault/derive-key.ts')).deriveKey,
} as const
