// Who may connect, and for how long (realtime.md section 3).
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { Client, PASSWORD } from "../../e2e/support/api";
import { connectRefusal, Peer } from "../support/peer";
import { ClassSchool, expiringIn, tokenWith } from "../support/school";

let school: ClassSchool;
beforeAll(async () => {
  school = await ClassSchool.open();
});
afterEach(() => school.disconnectClients());
afterAll(() => school.close());

/** Somebody new with a session of their own. */
async function somebody(name: string): Promise<Client> {
  return school.stranger(name);
}

describe("connecting", () => {
  for (const transports of [["polling"], ["websocket"], ["polling", "websocket"]])
    it(`works with an access token (${transports.join(", ")})`, async () => {
      const peer = await school.peer("student", { transports });
      expect(await peer.refusal("no-such-event", {})).toBe("UNKNOWN_EVENT");
    });

  it("takes the token of the handshake's header, too", async () => {
    const peer = school.keep(
      Peer.unconnected(school.address, null, {
        extraHeaders: { Authorization: `Bearer ${school.api("student").accessToken}` },
      }),
    );
    await new Promise((resolve) => peer.socket.once("connect", () => resolve(undefined)));
    expect(peer.socket.connected).toBe(true);
  });

  it("takes the cookie of our own pages and of nobody else", async () => {
    const cookie = `vtp_access=${school.api("student").accessToken}`;
    const ours = school.keep(
      Peer.unconnected(school.address, null, { extraHeaders: { Cookie: cookie, Origin: school.address } }),
    );
    await new Promise((resolve) => ours.socket.once("connect", () => resolve(undefined)));
    const nameless = Peer.unconnected(school.address, null, { extraHeaders: { Cookie: cookie } });
    expect(await connectRefusal(nameless)).toBe("MISSING_TOKEN");
    const foreign = Peer.unconnected(school.address, null, {
      extraHeaders: { Cookie: cookie, Origin: "https://elsewhere.example" },
    });
    expect(await connectRefusal(foreign)).toBe("websocket error");
  });

  it("is refused with the reason", async () => {
    const token = school.api("student").accessToken;
    const refused = (shown: string | null) => connectRefusal(Peer.unconnected(school.address, shown));
    expect(await refused(null)).toBe("MISSING_TOKEN");
    expect(await refused("nonsense")).toBe("INVALID_TOKEN");
    expect(await refused(`${token.slice(0, -4)}AAAA`)).toBe("INVALID_TOKEN");
    expect(await refused(expiringIn(-1, token))).toBe("TOKEN_EXPIRED");
    expect(await refused(tokenWith(token, { tv: -1 }))).toBe("INVALID_TOKEN");
  });

  it("is refused to the disabled", async () => {
    const eve = await somebody("Eve Expelled");
    const { user_id } = await eve.call<{ user_id: string }>("GET", "/auth/profile");
    await school.api("admin").call("POST", `/users/${user_id}/disable`);
    expect(await connectRefusal(Peer.unconnected(school.address, eve.accessToken))).toBe("ACCOUNT_DISABLED");
  });

  it("leaves ten sockets to each user", async () => {
    const many = await somebody("Manny Many");
    const peers = await Promise.all(Array.from({ length: 10 }, () => school.peer(many)));
    expect(await connectRefusal(Peer.unconnected(school.address, many.accessToken))).toBe("RATE_LIMITED");
    peers[0]?.leaves();
    await school.peer(many);
  });

  it("answers another namespace and another protocol with errors", async () => {
    const other = Peer.unconnected(`${school.address}/admin`, school.api("student").accessToken);
    expect(await connectRefusal(other)).toBe("Invalid namespace");
    const old = await fetch(`${school.address}/socket.io/?EIO=3&transport=polling`);
    expect([old.status, ((await old.json()) as { code: number }).code]).toEqual([400, 5]);
  });
});

describe("a token that expires", () => {
  it("is warned of, and renewed without a new connection", async () => {
    const token = school.api("student").accessToken;
    const peer = school.keep(await Peer.connect(school.address, expiringIn(30, token)));
    const { expires_at } = await peer.hears("auth-expiring");
    expect(Date.parse(String(expires_at)) - Date.now()).toBeLessThan(31_000);
    const renewed = await peer.ask("auth-refresh", { token });
    expect(Date.parse(String(renewed.expires_at)) - Date.now()).toBeGreaterThan(3_600_000);
    expect(await peer.refusal("no-such-event", {})).toBe("UNKNOWN_EVENT");
  });

  it("ends the connection", async () => {
    const peer = school.keep(
      await Peer.connect(school.address, expiringIn(2, school.api("student").accessToken)),
    );
    const gone = peer.isGone();
    expect(await peer.hears("auth-revoked")).toEqual({ code: "TOKEN_EXPIRED" });
    expect(await gone).toBe("io server disconnect");
  });

  it("is not replaced by somebody else's, nor by what is none", async () => {
    const peer = await school.peer("student");
    const others = school.api("teacher").accessToken;
    expect(await peer.refusal("auth-refresh", { token: others })).toBe("INVALID_TOKEN");
    expect(await peer.refusal("auth-refresh", { token: "nonsense" })).toBe("INVALID_TOKEN");
    expect(await peer.refusal("auth-refresh", {})).toBe("MISSING_FIELDS");
    expect(await peer.refusal("auth-refresh", 5)).toBe("INVALID_PAYLOAD");
    expect(await peer.refusal("auth-refresh", { token: 5 })).toBe("VALIDATION_FAILED");
    expect(await peer.refusal("auth-refresh", { token: "nonsense" })).toBe("RATE_LIMITED");
  });
});

describe("a session that is revoked", () => {
  it("takes its sockets along at sign-out, and no other", async () => {
    const sam = await somebody("Sam Signs Out");
    const { email } = await sam.call<{ email: string }>("GET", "/auth/profile");
    const elsewhere = await new Client(school.address).signIn(email);
    const here = await school.peer(sam);
    const there = await school.peer(elsewhere);
    const gone = here.isGone();
    await sam.call("POST", "/auth/logout", {});
    expect(await here.hears("auth-revoked")).toEqual({ code: "INVALID_TOKEN" });
    await gone;
    expect(await there.refusal("no-such-event", {})).toBe("UNKNOWN_EVENT");
  });

  it("takes its sockets along when the user is disabled", async () => {
    const dan = await somebody("Dan Disabled");
    const { user_id } = await dan.call<{ user_id: string }>("GET", "/auth/profile");
    const peer = await school.peer(dan);
    const gone = peer.isGone();
    await school.api("admin").call("POST", `/users/${user_id}/disable`);
    expect(await peer.hears("auth-revoked")).toEqual({ code: "ACCOUNT_DISABLED" });
    await gone;
  });

  it("takes its sockets along when the password is changed", async () => {
    const pia = await somebody("Pia Password");
    const peer = await school.peer(pia);
    const gone = peer.isGone();
    await pia.call("POST", "/auth/change-password", {
      current_password: PASSWORD,
      new_password: `${PASSWORD}-new`,
    });
    expect(await peer.hears("auth-revoked")).toEqual({ code: "INVALID_TOKEN" });
    await gone;
  });
});

describe("the limits", () => {
  it("let a user connect thirty times a minute", async () => {
    const limited = await ClassSchool.open("limits.enabled=true");
    const token = limited.api("student").accessToken;
    for (let n = 0; n < 30; ++n) (await Peer.connect(limited.address, token)).leaves();
    expect(await connectRefusal(Peer.unconnected(limited.address, token))).toBe("RATE_LIMITED");
    await limited.peer("teacher");
    await limited.close();
  });

  it("let an address connect six hundred times a minute, whoever asks", async () => {
    const limited = await ClassSchool.open("limits.enabled=true", "server.trusted_proxies=127.0.0.1");
    const knock = (address: string) =>
      connectRefusal(
        Peer.unconnected(limited.address, null, { extraHeaders: { "X-Forwarded-For": address } }),
      );
    const answers: string[] = [];
    // What has been used up comes back little by little: a slow computer needs a few more.
    while (!answers.includes("RATE_LIMITED") && answers.length < 1_200)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, () => knock("203.0.113.7")))));
    const admitted = answers.filter((answer) => answer === "MISSING_TOKEN").length;
    expect(admitted).toBeGreaterThanOrEqual(600);
    expect(new Set(answers)).toEqual(new Set(["MISSING_TOKEN", "RATE_LIMITED"]));
    expect(await knock("203.0.113.8")).toBe("MISSING_TOKEN");
    await limited.close();
  });
});
