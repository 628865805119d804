import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    pool: 'forks',
    // One worker a core: the default leaves one core of two idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/{unit,contract,architecture}/**/*.test.{ts,tsx}'] },
      },
      {
        // Kills real processes, for a minute or two.
        extends: true,
        test: { name: 'durability', include: ['tests/durability/**/*.test.ts'] },
      },
      {
        // Makes files of gigabytes and reads them: `npm run test:size`, when importing has changed.
        extends: true,
        test: {
          name: 'size',
          include: ['tests/size/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        // Needs a finished build and packs it for real.
        extends: true,
        test: {
          name: 'packaging',
          include: ['tests/packaging/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
