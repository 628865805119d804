import type { ClientContext, ClientLink } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { createLine, LineLostError, type OpenedLine } from '#renderer/rpc/line.ts'

function fakeLine(call: ClientLink<ClientContext>['call']) {
  const closed = Promise.withResolvers<void>()
  return { line: { link: { call }, closed: closed.promise } satisfies OpenedLine, close: () => closed.resolve() }
}

const options = { context: {} }

describe('the line to the host', () => {
  it('holds a call back until there is a way, instead of failing it', async () => {
    const opened = Promise.withResolvers<OpenedLine>()
    const line = createLine(() => opened.promise)
    const answer = line.link.call(['system', 'info'], undefined, options)
    expect(line.state()).toBe('opening')
    opened.resolve(fakeLine(async (path) => path.join('.')).line)
    expect(await answer).toBe('system.info')
    expect(line.state()).toBe('open')
  })

  it('names a call that was under way when the line broke, and carries the next one over the new line', async () => {
    const hanging = Promise.withResolvers<never>()
    const first = fakeLine(() => hanging.promise)
    const second = fakeLine(async () => 'from the second')
    const lines = [first.line, second.line]
    const line = createLine(async () => lines.shift() ?? second.line)
    const states: string[] = []
    line.subscribe(() => states.push(line.state()))

    const lost = line.link.call(['chat', 'send'], {}, options)
    await expect.poll(() => line.state()).toBe('open')
    first.close()
    hanging.reject(new Error('the queue was closed'))
    await expect(lost).rejects.toBeInstanceOf(LineLostError)
    expect(await line.link.call(['chat', 'send'], {}, options)).toBe('from the second')
    expect(states).toEqual(['open', 'lost', 'open'])
  })

  it('keeps an error of the host as it is while the line is whole', async () => {
    const refused = new Error('refused')
    const line = createLine(async () => fakeLine(() => Promise.reject(refused)).line)
    await expect(line.link.call(['x'], undefined, options)).rejects.toBe(refused)
  })

  it('tries again when the host cannot be reached at first, and says so meanwhile', async () => {
    let tries = 0
    const line = createLine(async () => {
      tries += 1
      if (tries === 1) throw new Error('refused')
      return fakeLine(async () => 'here').line
    })
    await expect.poll(() => line.state()).toBe('lost')
    expect(await line.link.call(['x'], undefined, options)).toBe('here')
    expect(tries).toBe(2)
  })

  it('lets go of a waiting call when it is aborted', async () => {
    const line = createLine(() => new Promise(() => {}))
    const leaving = new AbortController()
    const answer = line.link.call(['x'], undefined, { ...options, signal: leaving.signal })
    leaving.abort(new Error('left'))
    await expect(answer).rejects.toThrow('left')
  })
})
