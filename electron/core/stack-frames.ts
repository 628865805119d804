const deepest = 12

/**
 * Where an error came from: function and file name of the innermost frames. Neither the message above them, which may
 * quote private text, nor the folders, which name the person's account.
 */
export function stackFrames({ message, stack = '' }: Error): string[] {
  const at = stack.indexOf(message)
  const frames: string[] = []
  for (const line of (at === -1 ? stack : stack.slice(at + message.length)).split('\n')) {
    const frame = /^ {4}at (?:([\w.<> ]+) \()?(?:.*[/\\])?([\w.-]+:\d+:\d+)\)?$/.exec(line)
    if (frame && frames.length < deepest) frames.push(`    at ${frame[1] ?? '<anonymous>'} (${frame[2]})`)
  }
  return frames
}
