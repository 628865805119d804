import { createServer, request as httpRequest } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'

export type TestProxy = AsyncDisposable & {
  readonly port: number
  /** Every `host:port` that was asked for, as the client spelled it. */
  readonly targets: string[]
}

type Options = {
  /** Where every target really leads: a port on this machine. */
  readonly leadsTo: number
  readonly login?: { readonly user: string; readonly password: string }
}

/** A real HTTP proxy: forwards plain requests and tunnels CONNECT, asking for a login if it has one. */
export async function startHttpProxy({ leadsTo, login }: Options): Promise<TestProxy> {
  const targets: string[] = []
  const expected = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`
  const server = createServer((request, response) => {
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      response.writeHead(407).end()
      return
    }
    const target = new URL(request.url ?? '')
    targets.push(target.host)
    const { 'proxy-authorization': _login, ...headers } = request.headers
    const onward = httpRequest(
      { port: leadsTo, host: '127.0.0.1', path: target.pathname + target.search, method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connect', (request, socket: Socket) => {
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    targets.push(request.url ?? '')
    const onward = connect(leadsTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    endTogether(socket, onward)
  })
  return listen(server, targets)
}

/** A real SOCKS5 proxy: no login, or user name and password (RFC 1929). */
export async function startSocksProxy({ leadsTo, login }: Options): Promise<TestProxy> {
  const targets: string[] = []
  const server = createTcpServer((socket) => {
    void serveSocks(socket, leadsTo, login, targets).catch(() => socket.destroy())
  })
  return listen(server, targets)
}

async function serveSocks(socket: Socket, leadsTo: number, login: Options['login'], targets: string[]): Promise<void> {
  socket.on('error', () => socket.destroy())
  const next = () => new Promise<Buffer>((resolve) => socket.once('data', resolve))
  const methods = [...(await next()).subarray(2)]
  const method = login ? 2 : 0
  if (!methods.includes(method)) {
    socket.end(Buffer.from([5, 255]))
    return
  }
  socket.write(Buffer.from([5, method]))
  if (login) {
    const said = await next()
    const user = said.subarray(2, 2 + (said[1] ?? 0))
    const password = said.subarray(3 + user.length)
    const isRight = user.toString() === login.user && password.toString() === login.password
    socket.write(Buffer.from([1, isRight ? 0 : 1]))
    if (!isRight) {
      socket.end()
      return
    }
  }
  const asked = await next()
  const isName = asked[3] === 3
  const host = isName ? asked.subarray(5, 5 + (asked[4] ?? 0)).toString() : [...asked.subarray(4, 8)].join('.')
  targets.push(`${host}:${asked.readUInt16BE(asked.length - 2)}`)
  const onward = connect(leadsTo, '127.0.0.1', () => {
    socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
    onward.pipe(socket).pipe(onward)
  })
  endTogether(socket, onward)
}

function endTogether(one: Socket, other: Socket): void {
  one.on('error', () => other.destroy()).on('close', () => other.destroy())
  other.on('error', () => one.destroy()).on('close', () => one.destroy())
}

async function listen(server: Server, targets: string[]): Promise<TestProxy> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
