// What lies between one page and the world: only that page feels it, its calls included.
import type { CDPSession, Page } from "playwright-core";

interface Conditions {
  /** Milliseconds in each direction. */
  latency: number;
  /** Bytes a second; -1 for as many as there are. */
  downloadThroughput: number;
  uploadThroughput: number;
}

const FREE: Conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

export class Network {
  private constructor(private readonly session: CDPSession) {}

  /** Before the page makes a call: Chromium takes no hold of calls that were there already. */
  static async of(page: Page): Promise<Network> {
    const network = new Network(await page.context().newCDPSession(page));
    await network.session.send("Network.enable");
    // A rule that changes next to nothing is a rule all the same.
    await network.apply({ ...FREE, latency: 1 });
    return network;
  }

  /** What reaches the page, in kbit/s. */
  async narrow(kilobits: number): Promise<void> {
    await this.apply({ ...FREE, latency: 20, downloadThroughput: (kilobits * 1000) / 8 });
  }

  async free(): Promise<void> {
    await this.apply({ ...FREE, latency: 1 });
  }

  /** Nothing gets through either way. */
  async away(): Promise<void> {
    await this.apply(FREE, true);
  }

  private async apply(conditions: Conditions, offline = false): Promise<void> {
    const rule = { urlPattern: "", packetLoss: 0, packetQueueLength: 50, ...conditions };
    // Younger than the list of commands that the library knows.
    const send = this.session.send.bind(this.session) as unknown as (
      command: string,
      parameters: object,
    ) => Promise<void>;
    await send("Network.emulateNetworkConditionsByRule", { offline, matchedNetworkConditions: [rule] });
  }
}
