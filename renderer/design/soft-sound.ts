let context: AudioContext | undefined

/** Partials of a small bell: ratio to its tone, loudness, and seconds until it has died away. */
const partials = [
  [1, 1, 0.9],
  [2.01, 0.35, 0.5],
  [3.02, 0.12, 0.25],
] as const
const tone = 523.25
const loudness = 0.045

/** One soft note, as of a cup set down. Silent where nobody has touched the window yet: browsers want it so. */
export function playSoftSound(): void {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  const start = context.currentTime + 0.01
  for (const [ratio, share, seconds] of partials) {
    const oscillator = new OscillatorNode(context, { frequency: tone * ratio })
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(loudness * share, start + 0.012)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + seconds)
  }
}
