/** Where a command writes: results to standard output, progress to standard error, so that results can be piped. */
export type Output = {
  /** The result, once: as one JSON document with `--json`, else as the lines of `plain`. */
  readonly result: (value: unknown, plain: () => readonly string[]) => void
  /** One line of progress; on a terminal it replaces the last one. */
  readonly progress: (line: string) => void
  /** Ends the progress line, so that what follows starts on a line of its own. */
  readonly endProgress: () => void
}

const progressInterval = 200

export function createOutput(options: { readonly json: boolean }): Output {
  let lastAt = 0
  let open = false
  const { stdout, stderr } = process
  const endProgress = () => {
    if (open) stderr.write('\n')
    open = false
  }
  return {
    result(value, plain) {
      endProgress()
      stdout.write(
        options.json
          ? `${JSON.stringify(value, null, 2)}\n`
          : plain()
              .map((line) => `${line}\n`)
              .join(''),
      )
    },
    progress(line) {
      const now = performance.now()
      if (now - lastAt < progressInterval) return
      lastAt = now
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[2K${line}`)
        open = true
      } else {
        stderr.write(`${line}\n`)
      }
    },
    endProgress,
  }
}

/** Text from imports and models must not drive the terminal: control characters are shown as symbols. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    character === '\n' || character === '\t' ? ' ' : '\ufffd',
  )
}
