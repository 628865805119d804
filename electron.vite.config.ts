import { chmodSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const from = (relative: string): string => path.resolve(import.meta.dirname, relative)

/** The native engine cannot be bundled and `electron` is the runtime itself; all else goes into the bundle: it starts faster and ships smaller. */
const external = ['electron', 'better-sqlite3-multiple-ciphers']

/** electron-vite insists on relative addresses; ours must hold on every route, and both window hosts serve from their root. */
const absoluteBase = { name: 'keepsake:absolute-base', enforce: 'post', config: () => ({ base: '/' }) } satisfies Plugin

/** The bundler turns a `using` at the top of a module into a plain variable, silently: what it holds would never be closed. */
const noUsingAtTheTop = {
  name: 'keepsake:no-using-at-the-top',
  transform(code, id) {
    if (!id.includes('node_modules') && /^(?:await )?using /m.test(code))
      this.error(`${id} has a using outside a function`)
  },
} satisfies Plugin

const executableCommand = {
  name: 'keepsake:executable-command',
  writeBundle: ({ dir }) => chmodSync(path.join(dir ?? from('out/main'), 'cli.js'), 0o755),
} satisfies Plugin

export default defineConfig({
  main: {
    plugins: [noUsingAtTheTop, executableCommand],
    build: {
      externalizeDeps: false,
      outDir: from('out/main'),
      emptyOutDir: true,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        external,
        input: {
          desktop: from('electron/desktop/main.ts'),
          browser: from('electron/browser/main.ts'),
          cli: from('electron/cli/bin.ts'),
          worker: from('electron/core/jobs/worker.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          banner: (chunk) => (chunk.isEntry && chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: from('out/preload'),
      emptyOutDir: true,
      rolldownOptions: {
        external,
        input: { preload: from('electron/desktop/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react(), absoluteBase],
    // Colours of code come in a worker that loads each language when it is met.
    worker: { format: 'es' },
    build: {
      outDir: from('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The policy allows no data: addresses.
      assetsInlineLimit: 0,
      license: { fileName: 'licenses.md' },
      rolldownOptions: { input: from('renderer/index.html') },
    },
  },
})
