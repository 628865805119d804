// Loaded into a host before anything else: its clock jumps ten minutes ahead on a signal, and whatever looks at the clock
// now and then looks at once. What a person waits for until a reminder comes.
const leap = 10 * 60_000
const seldom = 10_000
const realNow = Date.now
const realInterval = globalThis.setInterval
const looks = new Set()
let offset = 0

Date.now = () => realNow() + offset
globalThis.setInterval = (look, pause, ...given) => {
  if (pause >= seldom) looks.add(look)
  return realInterval(look, pause, ...given)
}
process.on('SIGUSR2', () => {
  offset += leap
  for (const look of looks) look()
})
