// Every address of the application. Pages are loaded when they are first visited.
import { createBrowserRouter, type RouteObject } from "react-router";
import { SignedIn, SignedOut } from "./guards";
import { Shell } from "./layout/Shell";
import { EntryLayout } from "./layout/EntryLayout";
import { RouteError } from "./RouteError";

export const routes: RouteObject[] = [
  {
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      {
        Component: SignedOut,
        children: [
          {
            Component: EntryLayout,
            children: [
              { path: "sign-in", lazy: () => import("../pages/SignInPage") },
              { path: "sign-up", lazy: () => import("../pages/SignUpPage") },
            ],
          },
        ],
      },
      {
        Component: SignedIn,
        children: [
          {
            Component: Shell,
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { index: true, lazy: () => import("../pages/HomePage") },
                  { path: "*", lazy: () => import("../pages/NotFoundPage") },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
