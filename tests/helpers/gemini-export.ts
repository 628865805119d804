/** One row of Gemini's activity: what was asked and what came back. */
export type ActivityRow = {
  readonly prompt: string
  readonly answer: string | null
  readonly time: number
  readonly id?: string
}

/** Gemini's activity as JSON from Takeout, newest first. */
export function geminiJson(rows: readonly ActivityRow[]): object[] {
  return rows.toReversed().map(({ prompt, answer, time, id }) => ({
    header: 'Gemini Apps',
    title: `Prompted ${prompt}`,
    ...(id === undefined ? {} : { details: [{ name: 'Chat', url: `https://gemini.google.com/app/${id}` }] }),
    time: new Date(time).toISOString(),
    products: ['Gemini Apps'],
    activityControls: ['Gemini Apps Activity'],
    ...(answer === null ? {} : { safeHtmlItem: [{ html: `<p>${escaped(answer)}</p>\n` }] }),
  }))
}

/** The same as a page, whose styles come long before its rows. Times are those of Central Europe in summer. */
export function geminiHtml(rows: readonly ActivityRow[], header = 'Gemini Apps'): string {
  const styles = '.mdl-grid{display:flex}.mdl-cell{margin:8px}\n'.repeat(3_000)
  const cells = rows
    .toReversed()
    .map(
      ({ prompt, answer, time }) =>
        `<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">` +
        `<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">${header}<br></p></div>` +
        `<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Prompted\u00a0${escaped(prompt)}<br>` +
        `${pageTime(time)}<br>${answer === null ? '' : `<p>${escaped(answer)}</p>`}</div>` +
        `<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div>` +
        `<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>&emsp;${header}<br></div>` +
        `</div></div>`,
    )
  const head = `<head><title>My Activity History</title><style type="text/css">${styles}</style></head>`
  return `<html>${head}<body><div class="mdl-grid">${cells.join('')}</div></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}

function pageTime(time: number): string {
  const date = new Date(time + 2 * 3_600_000)
  const day = date.toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
  const clock = date.toLocaleTimeString('en-US', { timeStyle: 'medium', timeZone: 'UTC' })
  return `${day}, ${clock.replace(/\s/, '\u202f')} CEST`
}
