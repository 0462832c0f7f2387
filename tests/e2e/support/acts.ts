// What people do in the pages, by the names that they read there.
import type { Page } from "playwright-core";
import { PASSWORD, type Person } from "./api";

export async function signIn(page: Page, person: Pick<Person, "email">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

export async function signUp(
  page: Page,
  name: string,
  role: "Student" | "Teacher",
): Promise<Pick<Person, "email">> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@school.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  return { email };
}

export async function createCourse(page: Page, code: string, name: string): Promise<string> {
  await page.goto("/courses/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByLabel("Term", { exact: true }).fill("Spring");
  await page.getByLabel("Status", { exact: true }).selectOption("active");
  await page.getByRole("button", { name: "Create course" }).click();
  await page.waitForURL(/\/courses\/[0-9a-f-]{36}/);
  return /\/courses\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

/** What the media element of the watch page says. */
export function playback(
  page: Page,
): Promise<{ position: number; paused: boolean; ended: boolean; duration: number; error: string }> {
  return page.evaluate(() => {
    const video = document.querySelector("video");
    return {
      position: video?.currentTime ?? 0,
      paused: video?.paused ?? true,
      ended: video?.ended ?? false,
      duration: video?.duration ?? 0,
      error: video?.error?.message ?? "",
    };
  });
}

/** The renditions whose segments the page asks for from now on. */
export function watchRenditions(page: Page): string[] {
  const names: string[] = [];
  page.on("request", (request) => {
    const match = /\/stream\/(\d+p|source)\/seg-\d+\.m4s$/.exec(new URL(request.url()).pathname);
    if (match?.[1]) names.push(match[1]);
  });
  return names;
}
