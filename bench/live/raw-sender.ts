// Sends requests as bytes over a connection that stays open, one after the other: a client library would take more of the
// machine than the server, and mends what is meant to be broken.
import { connect, type Socket } from 'node:net'

export class RawSender {
  private socket: Socket | undefined
  private text = ''
  private isLast = false
  private answered: ((status: number) => void) | undefined

  constructor(private readonly port: number) {}

  /**
   * Status of the answer to these bytes; 0 when the connection was closed without one.
   * @param isLast whether the connection ends with it
   */
  ask(bytes: Buffer, isLast = false): Promise<number> {
    return new Promise((resolve) => {
      this.answered = resolve
      this.isLast = isLast
      this.text = ''
      this.socket ??= this.open()
      this.socket.write(bytes)
    })
  }

  close(): void {
    this.socket?.destroy()
  }

  private open(): Socket {
    const socket = connect(this.port, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
    socket.on('data', (piece: string) => {
      this.text += piece
      const end = this.text.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(this.text)?.[1] ?? 0)
      if (this.text.length < end + 4 + length) return
      if (this.isLast || /^connection: close\r$/im.test(this.text.slice(0, end + 2))) this.leave(socket)
      this.tell()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.socket !== socket) return
      this.socket = undefined
      this.tell()
    })
    return socket
  }

  private leave(socket: Socket): void {
    this.socket = undefined
    socket.destroy()
  }

  private tell(): void {
    const { answered } = this
    this.answered = undefined
    answered?.(Number(/^HTTP\/1\.1 (\d{3})/.exec(this.text)?.[1] ?? 0))
  }
}
