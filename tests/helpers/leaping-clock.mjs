// Loaded into a host before anything else: its clock jumps ten minutes ahead on a signal, and whatever looks at the clock
// now and then looks at once. What a person waits for until a reminder comes.
const leap = 10 * 60_000
const seldom = 10_000
const realNow = Date.now
const { setInterval: realInterval, clearInterval: realClear } = globalThis
const looks = new Map()
let offset = 0

Date.now = () => realNow() + offset
globalThis.setInterval = (look, pause, ...given) => {
  const timer = realInterval(look, pause, ...given)
  if (pause >= seldom) looks.set(timer, look)
  return timer
}
globalThis.clearInterval = (timer) => {
  looks.delete(timer)
  realClear(timer)
}
process.on('SIGUSR2', () => {
  offset += leap
  for (const look of looks.values()) look()
})
