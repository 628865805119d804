/** A ref for the one control a form or dialog begins at. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
