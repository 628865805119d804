/**
 * The one page that anybody may load. It holds nothing, takes the code out of the address, and hands it in. The bearer
 * goes into sessionStorage: that belongs to one tab and to this exact port (cookies do not), survives a reload, ends
 * with the tab, and is worthless once the host has ended, since each run makes new ones.
 */
export const pairingPage = {
  html: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Keepsake · 念念</title>
    <link rel="stylesheet" href="/pair.css">
    <script src="/pair.js" defer></script>
  </head>
  <body>
    <main>
      <h1>Keepsake · 念念</h1>
      <noscript>Keepsake needs JavaScript. · 念念需要 JavaScript。</noscript>
      <div id="refused" role="alert" hidden>
        <p lang="en">This page needs a fresh link. In the terminal where Keepsake runs, press Enter and open the new link.</p>
        <p lang="zh-Hans">这个页面需要新的链接。请在运行念念的终端里按回车键，然后打开新的链接。</p>
        <p lang="zh-Hant">這個頁面需要新的連結。請在執行念念的終端機裡按 Enter 鍵，然後開啟新的連結。</p>
      </div>
    </main>
  </body>
</html>
`,
  script: `'use strict'
const refused = document.querySelector('#refused')

async function pair() {
  const code = location.hash.slice(1)
  history.replaceState(null, '', '/pair')
  if (code === '') return false
  const answer = await fetch('/pair', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch(() => null)
  if (answer === null || !answer.ok) return false
  const { bearer } = await answer.json()
  sessionStorage.setItem('keepsake.bearer', bearer)
  location.replace('/')
  return true
}

function language() {
  for (const tag of navigator.languages) {
    if (/^zh(-.*)?-(hant|tw|hk|mo)\\b/i.test(tag)) return 'zh-Hant'
    if (/^zh\\b/i.test(tag)) return 'zh-Hans'
    if (/^en\\b/i.test(tag)) return 'en'
  }
  return 'en'
}

async function run() {
  refused.hidden = true
  if (await pair()) return
  document.documentElement.lang = language()
  for (const text of refused.children) text.hidden = text.lang !== language()
  refused.hidden = false
}

// A fresh link pasted into this very tab changes only the fragment and loads nothing.
addEventListener('hashchange', run)
run()
`,
  style: `:root { color-scheme: light dark; font: 16px/1.6 Georgia, "Noto Serif", "Noto Serif CJK SC", serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fcf9f5, #1d1915); color: light-dark(#261f1a, #eae6dd); }
[hidden] { display: none; }
main { max-width: 26rem; padding: 2rem; text-align: center; text-wrap: balance; }
h1 { font-weight: 500; font-size: 1.5rem; }
`,
  icon: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect x="4" y="4" width="56" height="56" rx="11" fill="#a73b2e"/>
  <path d="M14 26L32 10.5L50 26M26 23L38 23M21.5 30L41.5 30L34.5 36.5M17.5 43.5Q17 48 13.5 51.5M24.5 42.5L24.5 48.5Q24.5 53.5 30 53.5L37 53.5Q42 53.5 42.5 48M32.5 43L35.5 47M46 43Q48.5 46 50.5 50.5" fill="none" stroke="#fdf9f2" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`,
} as const
