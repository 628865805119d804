const mark = '[…]'

// Second line behind the known secrets: what a key usually looks like, in case a provider echoes one we do not hold.
const shapes: readonly RegExp[] = [
  /\bBearer\s+\S+/gi,
  /\b(sk|rk|pk|xai|gsk|or|ark|key)[-_][\w*.-]{6,}/gi,
  /\bAIza[\w-]{10,}/g,
  /\b(x-api-key|api[-_ ]?key|authorization|token|password)(["']?\s*[:=]\s*["']?)[^\s"',;]{6,}/gi,
  /\/\/[^\s/@]+@/g,
  /\b[0-9a-f]{32}\.[\w-]{8,}/gi,
]

/** Takes the given secrets, their pieces and anything shaped like a key out of a text that was written elsewhere. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    // A header value this short hides nothing, and taking it out would shred the sentence.
    if (secret.length < 6) continue
    clean = clean.replaceAll(secret, mark)
    // Providers often echo the head and tail around asterisks; half a key is still too much of it.
    const piece = Math.max(8, Math.floor(secret.length / 3))
    for (let start = 0; start + piece <= secret.length; start += 1) {
      const part = secret.slice(start, start + piece)
      if (clean.includes(part)) clean = clean.replaceAll(part, mark)
    }
  }
  for (const shape of shapes) clean = clean.replace(shape, mark)
  return clean
}
