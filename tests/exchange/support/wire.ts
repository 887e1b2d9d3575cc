import { connect, createServer, type Server, type Socket } from 'node:net';

/** The network between the desks and a server: connections that can be cut in the middle of a word. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private left = Number.POSITIVE_INFINITY;
  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on('connection', (desk) => wire.join(desk, connect(port, '127.0.0.1')));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return wire;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** After so many bytes more, to whichever side, everything is cut; who connects again gets through. */
  cutAfter(bytes: number): void {
    this.left = bytes;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  private cut(): void {
    this.left = Number.POSITIVE_INFINITY;
    for (const socket of this.sockets) socket.destroy();
  }

  private join(desk: Socket, server: Socket): void {
    for (const [from, to] of [
      [desk, server],
      [server, desk],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => {
        to.write(bytes.subarray(0, this.left));
        this.left -= bytes.length;
        if (this.left <= 0) this.cut();
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
