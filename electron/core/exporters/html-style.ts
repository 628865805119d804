const colours = `
  --paper: light-dark(oklch(0.984 0.007 84), oklch(0.216 0.01 62));
  --sunken: light-dark(oklch(0.962 0.01 82), oklch(0.188 0.01 60));
  --ink: light-dark(oklch(0.245 0.014 60), oklch(0.925 0.012 82));
  --soft: light-dark(oklch(0.44 0.018 64), oklch(0.765 0.016 78));
  --faint: light-dark(oklch(0.51 0.018 66), oklch(0.69 0.016 76));
  --rule: light-dark(oklch(0.895 0.012 80), oklch(0.318 0.013 64));
  --accent: light-dark(oklch(0.44 0.085 258), oklch(0.81 0.068 258));
  --tint: light-dark(oklch(0.938 0.022 258), oklch(0.308 0.034 258));`

const faces = `
  --latin: "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  --latin-serif: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
  --hans: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC";
  --hant: "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC";
  --hans-serif: "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", SimSun;
  --hant-serif: "Songti TC", "Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", PMingLiU;`

/** What words need to be set well in any of the three, on a screen or on paper. Latin first, then the language's own face. */
const words = `
* { box-sizing: border-box; }
html { text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--latin); line-height: 1.55;
  line-break: strict; overflow-wrap: break-word; text-autospace: normal; hanging-punctuation: allow-end; }
:lang(zh) { line-height: 1.7; letter-spacing: 0; }
:lang(zh-Hans) { font-family: var(--latin), var(--hans), sans-serif; }
:lang(zh-Hant) { font-family: var(--latin), var(--hant), sans-serif; }
h1, h2, .serif { font-family: var(--latin-serif); font-weight: 500; }
h1:lang(zh-Hans), h2:lang(zh-Hans), .serif:lang(zh-Hans), .serif :lang(zh-Hans) { font-family: var(--latin-serif), var(--hans-serif), serif; }
h1:lang(zh-Hant), h2:lang(zh-Hant), .serif:lang(zh-Hant), .serif :lang(zh-Hant) { font-family: var(--latin-serif), var(--hant-serif), serif; }
.serif :lang(en) { font-family: var(--latin-serif); }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
p, ul, ol, blockquote, pre, .table { margin: 0.5em 0; }
.words > :first-child { margin-top: 0; }
.words > :last-child { margin-bottom: 0; }
em:lang(zh) { font-style: normal; text-emphasis: dot; text-emphasis-position: under right; }
h4, h5, h6 { font-size: 1em; margin: 0.9em 0 0.3em; }
blockquote { padding-inline-start: 0.9em; border-inline-start: 2px solid var(--rule); color: var(--soft); }
pre { padding: 0.7em 0.9em; background: var(--sunken); border-radius: 0.5em; white-space: pre-wrap; }
code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: 0.9em; }
.table { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.3em 0.7em; border: 1px solid var(--rule); text-align: start; vertical-align: top; }
hr { border: 0; border-top: 1px solid var(--rule); margin: 1em 0; }
img { max-width: 100%; height: auto; border-radius: 0.5em; display: block; }
figure { margin: 0.5em 0; }
figcaption, .meta, time { color: var(--faint); font-size: 0.8125rem; }
.note { color: var(--soft); }
.note::before { content: "★ "; color: var(--accent); }`

/** The look of the offline site, in both themes as the reader's machine has it. */
export const siteStyle = `:root { color-scheme: light dark;${colours}${faces}
}
${words}
body { font-size: 1rem; }
main, header.top, footer { max-width: 42rem; margin-inline: auto; padding-inline: 1.25rem; }
header.top { padding-block: 3rem 1rem; }
header.top h1 { font-size: 1.75rem; line-height: 1.3; margin: 0.25rem 0; }
header.top p { margin: 0.25rem 0; }
.up { font-size: 0.9375rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.9375rem; }
main { padding-block: 0.5rem 3rem; }
footer { padding-block: 1.5rem 3rem; border-top: 1px solid var(--rule); color: var(--faint); font-size: 0.875rem; }
.day { display: flex; align-items: center; gap: 1rem; margin: 2.25rem 0 1.25rem; color: var(--faint); font-size: 0.9375rem; }
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--rule); }
article { margin-top: 1.5rem; max-width: 38rem; scroll-margin-top: 1rem; }
article.same { margin-top: 0.6rem; }
article:target { outline: 2px solid var(--accent); outline-offset: 0.5rem; border-radius: 0.25rem; }
article h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.6rem; margin: 0 0 0.25rem; font-size: 0.875rem; font-weight: 600; }
article.same h3 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
article h3 .meta, article h3 time { font-weight: 400; }
article.you { margin-inline: auto 0; width: fit-content; max-width: min(85%, 34rem); }
article.you h3 { justify-content: flex-end; }
article.you .words { background: var(--tint); border-radius: 1rem; padding: 0.55rem 0.95rem; }
details { margin: 0.4rem 0; color: var(--soft); font-size: 0.9375rem; }
summary { cursor: pointer; color: var(--faint); }
.list { list-style: none; padding: 0; }
.list li { padding: 0.55rem 0; border-bottom: 1px solid var(--rule); }
.list a { display: block; text-decoration: none; color: inherit; font-weight: 500; }
.list a:hover { color: var(--accent); }
section h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; }
label { display: block; font-size: 0.875rem; color: var(--soft); margin-bottom: 0.25rem; }
input { font: inherit; color: inherit; width: 100%; padding: 0.5rem 0.75rem; border: 1px solid var(--faint); border-radius: 0.6rem; background: var(--sunken); }
a:focus-visible, input:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
mark { background: var(--tint); color: inherit; border-radius: 0.2em; }
.letter { font-size: 1.0625rem; max-width: 38rem; }
@media print { body { background: none; } nav, .up, .search { display: none; } article { break-inside: avoid; } }
`

/** The look of the book: paper, whatever the reader's theme. */
export const bookStyle = `:root { color-scheme: light;${colours}${faces}
}
${words}
body { font-family: var(--latin-serif), serif; }
:lang(zh-Hans) { font-family: var(--latin-serif), var(--hans-serif), serif; }
:lang(zh-Hant) { font-family: var(--latin-serif), var(--hant-serif), serif; }
@page { size: A5; margin: 20mm 16mm 22mm; @bottom-center { content: counter(page); font: 9pt var(--latin-serif); color: oklch(0.51 0.018 66); } }
@page cover { margin: 0; @bottom-center { content: none; } }
body { font-size: 10.5pt; background: white; }
@media screen { main { max-width: 34rem; margin-inline: auto; } }
.cover { page: cover; min-height: 100vh; display: grid; place-content: center; gap: 1.2em; text-align: center; padding: 15%; break-after: page; }
.cover h1 { font-size: 26pt; line-height: 1.35; margin: 0; }
.cover img { width: 34mm; height: 34mm; object-fit: cover; border-radius: 50%; margin-inline: auto; }
.cover p { margin: 0; color: var(--soft); }
.contents { break-after: page; }
.contents ol { list-style: none; padding: 0; }
.contents li { padding: 0.25em 0; }
.contents a { color: inherit; text-decoration: none; }
h2 { font-size: 16pt; line-height: 1.4; margin: 0 0 1.2em; break-after: avoid; }
.part { break-before: page; }
.contents ol ol { padding-inline-start: 1.2em; color: var(--soft); }
.colophon { color: var(--faint); font-size: 9pt; }
.chapter { font-family: var(--latin-serif); font-weight: 500; break-after: avoid; font-size: 12.5pt; margin: 2.2em 0 1em; color: var(--soft); }
.day { font-family: var(--latin-serif); font-size: 9.5pt; color: var(--faint); text-align: center; margin: 1.6em 0 0.8em; break-after: avoid; }
article { margin-top: 0.85em; orphans: 2; widows: 2; }
article .who { font-size: 8.5pt; font-weight: 600; margin: 0 0 0.15em; color: var(--soft); break-after: avoid; }
article .who .meta, article .who time { font-weight: 400; font-size: 8pt; }
article.same { margin-top: 0.35em; }
article .who > * { margin-inline-start: 0.5em; }
.heading { font-weight: 600; break-after: avoid; }
article.same .who { display: none; }
details { color: var(--soft); font-size: 9pt; margin: 0.3em 0; }
summary { list-style: none; }
details pre { font: inherit; margin: 0.2em 0; padding: 0.4em 0.7em; }
article.you .words { padding-inline-start: 1.1em; border-inline-start: 2px solid var(--tint); }
figure img { max-height: 110mm; width: auto; break-inside: avoid; }
.letter { font-size: 11pt; }
@media screen { body { background: var(--sunken); } main { background: white; margin-block: 2rem; padding: 3rem; box-shadow: 0 1px 3px oklch(0.3 0.03 60 / 0.15); } .cover { min-height: 60vh; } }
`
