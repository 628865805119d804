/** A ref for the one control a form or dialog begins at. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}

/** A ref for the field that somebody has just asked to write on in: the caret stands behind what is there. */
export function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}
