// Debian's Firefox with one page, a camera and a microphone. Playwright can only drive Firefoxes of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, Hopeless } from "./eventually";
import { Marionette } from "./marionette";

const START_MS = 120_000;
const ACTION_MS = 90_000;
const END_MS = 10_000;

const PREFERENCES = {
  "marionette.port": 0, // one that is free
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  "media.peerconnection.ice.loopback": true,
  "media.gmp-manager.updateEnabled": false,
  "intl.locale.requested": "en-US",
  "intl.accept_languages": "en",
};

export class Firefox {
  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly driver: Marionette,
  ) {}

  static async launch(): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), "vtp-firefox-"));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, "user.js"), lines.join("\n"));
    const child = spawn(
      process.env.VTP_FIREFOX ?? "firefox-esr",
      ["--headless", "--no-remote", "--marionette", "--profile", profile],
      { stdio: "ignore" },
    );
    child.on("error", () => undefined); // there is no process then
    const port = await eventually("Firefox to listen", START_MS, async () => {
      if (child.exitCode !== null || child.pid === undefined) throw new Hopeless("Firefox has ended");
      return Number(await readFile(join(profile, "MarionetteActivePort"), "utf8"));
    });
    const driver = await Marionette.connect(port);
    await driver.send("WebDriver:NewSession", {});
    await driver.send("WebDriver:SetTimeouts", {
      implicit: ACTION_MS,
      script: ACTION_MS,
      pageLoad: ACTION_MS,
    });
    return new Firefox(child, profile, driver);
  }

  async goto(address: string): Promise<void> {
    await this.driver.send("WebDriver:Navigate", { url: address });
  }

  /** What a function says in the page; it and its argument are sent there as text. */
  async evaluate<Result, Argument>(
    ask: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    const script = `const [text, tell] = arguments;
      Promise.resolve(text === null ? undefined : JSON.parse(text)).then(${String(ask)}).then(
        (value) => tell({ value: JSON.stringify(value) }),
        (problem) => tell({ problem: String(problem) }));`;
    const { value } = (await this.driver.send("WebDriver:ExecuteAsyncScript", {
      script,
      args: [argument === undefined ? null : JSON.stringify(argument)],
    })) as { value: { value?: string; problem?: string } };
    if (value.problem !== undefined) throw new Error(value.problem);
    return (value.value === undefined ? undefined : JSON.parse(value.value)) as Result;
  }

  /** Presses the button with that name once it is there. */
  async press(name: string): Promise<void> {
    await this.driver.send("WebDriver:ElementClick", { id: await this.waitFor(name) });
  }

  /** The button with that name. */
  async waitFor(name: string): Promise<string> {
    return this.find(`//button[@aria-label="${name}" or normalize-space()="${name}"]`);
  }

  async write(label: string, text: string): Promise<void> {
    const id = await this.find(`//input[@id=//label[starts-with(normalize-space(), "${label}")]/@for]`);
    await this.driver.send("WebDriver:ElementSendKeys", { id, text });
  }

  async close(): Promise<void> {
    this.driver.close();
    if (this.process.exitCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      const impatient = setTimeout(() => this.process.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(impatient);
    }
    await rm(this.profile, { recursive: true, force: true });
  }

  private async find(xpath: string): Promise<string> {
    const { value } = (await this.driver.send("WebDriver:FindElement", { using: "xpath", value: xpath })) as {
      value: Record<string, string>;
    };
    const [id] = Object.values(value);
    if (id === undefined) throw new Error(`nothing is at ${xpath}`);
    return id;
  }
}
