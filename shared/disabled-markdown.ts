/**
 * Constructs of Markdown that do harm in a chat, under micromark's names. Without HTML, a tag is plain text. Without
 * definitions and footnotes no block depends on another, which is what lets closed blocks be frozen. Indented code and
 * underlined headings turn poems, kaomoji and a rule typed under a line into something nobody meant.
 */
export const disabledMarkdown: readonly string[] = [
  'htmlFlow',
  'htmlText',
  'definition',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'codeIndented',
  'setextUnderline',
]
