/** Shows a notification of the browser, where the person lets it. One tag is shown once by all windows together. */
export function showNote(
  note: { readonly title: string; readonly body: string; readonly tag: string },
  onPress: () => void,
): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const { title, body, tag } = note
  const shown = new Notification(title, { body, tag, silent: true })
  shown.addEventListener('click', () => {
    window.focus()
    onPress()
  })
}
