import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { expect, it } from "vitest";
import { useFilters } from "../../src/app/useFilters";

const FILTERS = { q: "", status: ["", "active"], sort: ["-created_at", "name"] } as const;

function openAt(address: string) {
  return renderHook(() => useFilters(FILTERS), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
    ),
  }).result;
}

it("reads the filters from the address", () => {
  expect(openAt("/?q=graphs&sort=name&offset=24").current).toMatchObject({
    filters: { q: "graphs", status: "", sort: "name" },
    offset: 24,
    active: true,
  });
});

it("takes the default for values that do not exist", () => {
  expect(openAt("/?status=lost&sort=colour&offset=-3").current).toMatchObject({
    filters: { q: "", status: "", sort: "-created_at" },
    offset: 0,
    active: false,
  });
});

it("goes back to the first page when a filter changes", () => {
  const state = openAt("/?offset=24");
  act(() => state.current.set("status", "active"));
  expect(state.current).toMatchObject({ filters: { status: "active" }, offset: 0, active: true });
});
