// The real program with people, a course and rooms, for tests that meet in them.
import { createHmac } from "node:crypto";

import type { ManagerOptions, SocketOptions } from "socket.io-client";

import { Client, foundSchool, type Person, type School } from "../../e2e/support/api";
import { Server } from "../../e2e/support/server";
import { TestDatabase } from "./database";
import { Peer, type Fields } from "./peer";

const SECRET = "a secret that only this test and its server know";

export type Member = "admin" | "teacher" | "student";

export class ClassSchool {
  private readonly peers: Peer[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly server: Server,
    private readonly school: School,
    readonly course: string,
  ) {}

  /** `settings` are configuration values, such as "rooms.reconnect_grace_seconds=5". */
  static async open(...settings: string[]): Promise<ClassSchool> {
    const database = await TestDatabase.create();
    const server = await Server.start(
      ...database.settings,
      `auth.jwt_secret=${SECRET}`,
      "server.roles=api",
      "server.drain_seconds=5",
      ...settings,
    );
    const school = await foundSchool(server.address);
    const course = await school.teacher.createCourse("PHY-1", "Physics");
    await school.teacher.call("POST", `/courses/${course}/enroll`, { student_id: school.people.student.id });
    return new ClassSchool(database, server, school, course);
  }

  get address(): string {
    return this.server.address;
  }

  api(who: Member): Client {
    return this.school[who];
  }

  person(who: Member): Person {
    return this.school.people[who];
  }

  /** Somebody who belongs to no course, signed in. */
  async stranger(name: string): Promise<Client> {
    const { email } = await new Client(this.address).register(name, "student");
    return new Client(this.address).signIn(email);
  }

  /** A room made by the teacher as row 10; its id. */
  async room(more: Fields = {}): Promise<string> {
    const room = await this.api("teacher").call<{ room_id: string }>("POST", "/signalling/room/create", {
      course_id: this.course,
      room_name: "Optics",
      ...more,
    });
    return room.room_id;
  }

  /** A connected client, to be disconnected after the test. */
  async peer(
    who: Member | Client,
    options: Partial<ManagerOptions & SocketOptions> = {},
    device?: string,
  ): Promise<Peer> {
    return this.peerAt(this.address, who, options, device);
  }

  /** The same by another address, behind which the server is. */
  async peerAt(
    address: string,
    who: Member | Client,
    options: Partial<ManagerOptions & SocketOptions> = {},
    device?: string,
  ): Promise<Peer> {
    const api = typeof who === "string" ? this.api(who) : who;
    return this.keep(await Peer.connect(address, api.accessToken, options, device));
  }

  /** A client that is in the room. */
  async inside(room: string, who: Member | Client): Promise<Peer> {
    const peer = await this.peer(who);
    await peer.join(room);
    return peer;
  }

  keep(peer: Peer): Peer {
    this.peers.push(peer);
    return peer;
  }

  /** To be called after every test. */
  disconnectClients(): void {
    this.peers.splice(0).forEach((peer) => peer.leaves());
  }

  async close(): Promise<void> {
    this.disconnectClients();
    await this.server.stop();
    await this.database.drop();
  }
}

/** The same token, signed anew with other claims. */
export function tokenWith(token: string, claims: Fields): string {
  const [header, payload] = token.split(".");
  const changed = {
    ...(JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as Fields),
    ...claims,
  };
  const text = `${header}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}`;
  return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
}

/** A token of the same session that ends in so many seconds. */
export function expiringIn(seconds: number, token: string): string {
  return tokenWith(token, { exp: Math.floor(Date.now() / 1000) + seconds });
}
