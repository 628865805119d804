import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'electron-vite'
import { sealIcns, sealIco, sealPng } from './icon/icon-files.ts'
import { root } from './lib/paths.ts'

const initialScriptBudget = 180 * 1024
const rendererFolder = path.join(root, 'out/renderer')
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
const gzipped = (file: string): number => gzipSync(readFileSync(path.join(rendererFolder, file))).length

/** What the page loads before it can show anything: scripts and styles that index.html names. */
const initialFiles = (html: string, extension: string): string[] =>
  [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .filter((file) => file.endsWith(extension))

/** The content security policy refuses inline code: a build that holds some would be a blank window. */
const inlineCode = (html: string): string[] =>
  html.match(/<script(?![^>]*\bsrc=)[^>]*>|<style[^>]*>|\sstyle="[^"]*"|\son\w+="[^"]*"|"data:[^"]*"/g) ?? []

await build({ root, logLevel: 'warn' })

const icons = path.join(root, 'out/icons')
mkdirSync(icons, { recursive: true })
writeFileSync(path.join(icons, 'icon.png'), sealPng(512))
writeFileSync(path.join(icons, 'icon.ico'), sealIco())
writeFileSync(path.join(icons, 'icon.icns'), sealIcns())

const html = readFileSync(path.join(rendererFolder, 'index.html'), 'utf8')
const scripts = initialFiles(html, '.js').reduce((sum, file) => sum + gzipped(file), 0)
const styles = initialFiles(html, '.css').reduce((sum, file) => sum + gzipped(file), 0)
const problems = [
  ...inlineCode(html).map((code) => `index.html holds inline code, which the policy refuses: ${code.slice(0, 60)}`),
  ...(scripts > initialScriptBudget
    ? [`the first script load is over its budget of ${kilobytes(initialScriptBudget)}`]
    : []),
]

console.log(`built out/; first load ${kilobytes(scripts)} of script and ${kilobytes(styles)} of style, gzipped`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
