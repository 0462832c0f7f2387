// A TCP proxy that can break every connection after so many bytes from the client, and refuse new ones for a while.
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";

export class CuttingProxy {
  private readonly sockets = new Set<Socket>();
  private bytesUntilCut = Infinity;
  private refusing = false;
  cuts = 0;

  private constructor(
    private readonly listener: Server,
    private readonly downMs: number,
  ) {}

  static async start(targetPort: number, downMs: number): Promise<CuttingProxy> {
    const listener = createServer();
    const proxy = new CuttingProxy(listener, downMs);
    listener.on("connection", (client) => proxy.carry(client, targetPort));
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  cutAfter(bytes: number): void {
    this.bytesUntilCut = bytes;
  }

  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise<void>((resolve) => this.listener.close(() => resolve()));
  }

  private carry(client: Socket, targetPort: number): void {
    if (this.refusing) {
      client.destroy();
      return;
    }
    const server = connect(targetPort, "127.0.0.1");
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      // Broken connections are what this proxy is for.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on("data", (piece) => this.count(piece.length));
    client.pipe(server);
    server.pipe(client);
  }

  private count(bytes: number): void {
    this.bytesUntilCut -= bytes;
    if (this.bytesUntilCut > 0) return;
    this.bytesUntilCut = Infinity;
    this.cuts += 1;
    this.refusing = true;
    this.sockets.forEach((socket) => socket.destroy());
    setTimeout(() => (this.refusing = false), this.downMs).unref();
  }
}
