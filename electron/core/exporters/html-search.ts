// The site's own search, as the text of a script: it is written into the export and runs where that is opened, so it is
// plain and old-fashioned on purpose. The words lie beside it in files that call `keepsakeWords`, since a page opened
// from a disk may load scripts and nothing else. What is found is only ever set as text.

/** The script that searches. `forms` are characters before their simplified ones, taken as one by it. */
export function searchScript(forms: string): string {
  return `(function () {
  'use strict'
  var forms = Array.from(${JSON.stringify(forms)})
  var plain = {}
  for (var form = 0; form < forms.length; form += 2) plain[forms[form]] = forms[form + 1]
  var own = document.currentScript
  var parts = Number(own.dataset.parts)
  var none = own.dataset.none
  var loaded = []
  var loading = false
  var waiting = []
  var latest = 0
  var field = null
  var list = null
  var most = 200

  window.keepsakeWords = function (rows) { loaded.push(rows) }

  function fold(text) {
    return text.normalize('NFKC').toLowerCase().replace(/[\\u2e80-\\u{10ffff}]/gu, function (one) { return plain[one] || one })
  }

  // How much of a text it takes to be so long when folded, which may be longer or shorter than it is written.
  function reach(text, length) {
    var low = 0
    var high = text.length
    while (low < high) {
      var middle = (low + high) >> 1
      if (fold(text.slice(0, middle)).length < length) low = middle + 1
      else high = middle
    }
    return low
  }

  function loadNext(then) {
    waiting.push(then)
    if (loading) return
    loading = true
    var script = document.createElement('script')
    script.src = 'search/' + loaded.length + '.js'
    script.onload = function () {
      var all = waiting
      loading = false
      waiting = []
      all.forEach(function (one) { one() })
    }
    document.head.appendChild(script)
  }

  function show(row, at, length) {
    var item = document.createElement('li')
    var link = document.createElement('a')
    link.href = row[0] + '#' + row[1]
    var start = Math.max(0, at - 40)
    link.append((start > 0 ? '…' : '') + row[4].slice(start, at))
    var hit = document.createElement('mark')
    hit.textContent = row[4].slice(at, at + length)
    link.append(hit, row[4].slice(at + length, at + length + 120))
    var meta = document.createElement('span')
    meta.className = 'meta'
    meta.textContent = row[2] + (row[3] ? ' · ' + row[3] : '')
    item.append(link, meta)
    list.append(item)
  }

  function search() {
    var mine = (latest += 1)
    var wanted = fold(field.value.trim())
    list.replaceChildren()
    if (wanted === '') return
    var found = 0
    function look(part) {
      if (mine !== latest) return
      if (part < parts && part >= loaded.length) {
        loadNext(function () { look(part) })
        return
      }
      if (part >= parts) {
        if (found > 0) return
        var empty = document.createElement('li')
        empty.textContent = none
        list.append(empty)
        return
      }
      var rows = loaded[part]
      for (var i = 0; i < rows.length && found < most; i += 1) {
        var at = fold(rows[i][4]).indexOf(wanted)
        if (at < 0) continue
        found += 1
        var start = reach(rows[i][4], at)
        show(rows[i], start, reach(rows[i][4], at + wanted.length) - start)
      }
      if (found < most) setTimeout(function () { look(part + 1) }, 0)
    }
    look(0)
  }

  document.addEventListener('DOMContentLoaded', function () {
    field = document.getElementById('search')
    list = document.getElementById('found')
    field.closest('.search').hidden = false
    field.addEventListener('input', search)
  })
})()
`
}

/** A file of the words that are searched. */
export function searchPart(rows: readonly (readonly string[])[]): string {
  return `keepsakeWords(${JSON.stringify(rows)})\n`
}
