import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mockFetch } from "../support/fetchMock";
import { profile } from "../support/fixtures";
import { failure, mockServer } from "../support/mockServer";
import { renderApp } from "../support/render";

const PASSWORD = "Right-Password1";

afterEach(() => vi.unstubAllGlobals());

async function fillSignUp(email: string) {
  await userEvent.type(await screen.findByLabelText(/full name/i), "Ada Lovelace");
  await userEvent.type(screen.getByLabelText(/e-mail/i), email);
  await userEvent.type(screen.getByLabelText("Password"), PASSWORD);
}

describe("sign-in", () => {
  it("asks strangers to sign in and brings them back to where they wanted to be", async () => {
    let signedIn = false;
    mockFetch(
      {
        "POST /auth/login": () => {
          signedIn = true;
          return { status: 200, body: {} };
        },
      },
      (request) => mockServer({ user: signedIn ? profile("student") : null })(request),
    );
    const { router } = renderApp("/courses?q=art");
    await userEvent.type(await screen.findByLabelText(/e-mail/i), "a@b.example");
    expect(router.state.location.pathname).toBe("/sign-in");
    await userEvent.type(screen.getByLabelText("Password"), PASSWORD);
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() =>
      expect(router.state.location.pathname + router.state.location.search).toBe("/courses?q=art"),
    );
  });

  it("says how long a locked account stays locked and keeps what was typed", async () => {
    mockFetch({ "POST /auth/login": () => failure(429, "ACCOUNT_LOCKED") }, mockServer({ user: null }));
    renderApp("/sign-in");
    await userEvent.type(await screen.findByLabelText(/e-mail/i), "a@b.example");
    await userEvent.type(screen.getByLabelText("Password"), "wrong");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/paused for one minute/);
    expect(screen.getByLabelText<HTMLInputElement>(/e-mail/i).value).toBe("a@b.example");
  });

  it("does not send an empty form", async () => {
    const seen = mockFetch({}, mockServer({ user: null }));
    renderApp("/sign-in");
    await userEvent.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(await screen.findAllByText("Please fill this in.")).toHaveLength(2);
    expect(document.activeElement).toBe(screen.getByLabelText(/e-mail/i));
    expect(seen.some(({ key }) => key === "POST /auth/login")).toBe(false);
  });
});

describe("sign-up", () => {
  it("shows the server's complaint beside its field, focuses it and keeps the rest", async () => {
    const details = [{ field: "email", code: "INVALID_EMAIL", message: "" }];
    mockFetch(
      { "POST /auth/register": () => failure(400, "INVALID_EMAIL", details) },
      mockServer({ user: null }),
    );
    renderApp("/sign-up");
    await fillSignUp("nobody");
    await userEvent.click(screen.getByRole("button", { name: "Create account" }));
    const email = screen.getByLabelText<HTMLInputElement>(/e-mail/i);
    await waitFor(() => expect(email.getAttribute("aria-invalid")).toBe("true"));
    expect(document.activeElement).toBe(email);
    expect(screen.getByLabelText<HTMLInputElement>(/full name/i).value).toBe("Ada Lovelace");
  });

  it("asks to teach when teacher is chosen", async () => {
    const seen = mockFetch(
      { "POST /auth/register": () => failure(409, "EMAIL_EXISTS") },
      mockServer({ user: null }),
    );
    renderApp("/sign-up");
    await fillSignUp("ada@b.example");
    await userEvent.click(screen.getByLabelText(/^Teacher/));
    await userEvent.click(screen.getByRole("button", { name: "Create account" }));
    await screen.findByText("There is already an account with this e-mail address.");
    expect(seen.find(({ key }) => key === "POST /auth/register")?.body).toMatchObject({ role: "teacher" });
  });

  it("tells the first person that they become the administrator", async () => {
    mockFetch({}, mockServer({ user: null, firstAccount: true }));
    renderApp("/sign-up");
    expect(await screen.findByText("You are the first one here")).toBeTruthy();
    expect(screen.queryByLabelText(/^Teacher/)).toBeNull();
  });
});

describe("language", () => {
  it("turns the document round for Arabic", async () => {
    mockFetch({}, mockServer({ user: null }));
    renderApp("/sign-in", "ar");
    expect(await screen.findByRole("heading", { name: "تسجيل الدخول" })).toBeTruthy();
    expect([document.documentElement.dir, document.documentElement.lang]).toEqual(["rtl", "ar"]);
  });
});
