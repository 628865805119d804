import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { ensureChromium } from './lib/chromium.ts'
import { packageFile, root } from './lib/paths.ts'
import { runNode } from './lib/run-command.ts'

const taken = path.join(root, 'out/screenshots')
const kept = path.join(root, 'docs/images')

/** Every picture is taken and looked at; these are enough to show the app, and small enough to be cloned by everybody. */
const worthKeeping = [
  /-en-light\.png$/,
  /-zh-Hans-dark\.png$/,
  /^(chat|chat-streaming|search|welcome-doors|import-receipt|companion)-zh-Hant-light\.png$/,
  /^(chat|search|welcome-doors|import-preview)-(en-light|zh-Hans-dark|zh-Hant-light)-narrow\.png$/,
  /^sidebar-narrow-(en-light|zh-Hant-dark)\.png$/,
]

const build = await runNode(path.join(root, 'tools/run.mjs'), ['build'])
if (build.code !== 0) process.exit(build.code)
await ensureChromium()

await rm(taken, { recursive: true, force: true })
const args = ['test', '--project=screenshots', ...process.argv.slice(3)]
const { code } = await runNode(packageFile('@playwright/test/cli.js'), args)
if (code === 0) {
  await rm(kept, { recursive: true, force: true })
  await mkdir(kept, { recursive: true })
  const names = (await readdir(taken)).filter((name) => worthKeeping.some((pattern) => pattern.test(name)))
  await Promise.all(names.map((name) => copyFile(path.join(taken, name), path.join(kept, name))))
  console.log(
    `took ${(await readdir(taken)).length} pictures into out/screenshots and kept ${names.length} in docs/images`,
  )
}
process.exitCode = code
