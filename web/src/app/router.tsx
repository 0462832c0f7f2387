// Every address of the application. Pages are loaded when they are first visited.
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { SignedIn, SignedOut, WithRole } from "./guards";
import { EntryLayout } from "./layout/EntryLayout";
import { RouteError } from "./RouteError";

const courseTabs: RouteObject[] = [
  { index: true, lazy: () => import("../pages/CourseLecturesPage") },
  { path: "sessions", lazy: () => import("../pages/CourseClassesPage") },
  { path: "sessions/:session", lazy: () => import("../pages/CourseClassPage") },
  { path: "people", lazy: () => import("../pages/CoursePeoplePage") },
  { path: "insights", lazy: () => import("../pages/CourseInsightsPage") },
  { path: "settings", lazy: () => import("../pages/CourseSettingsPage") },
];

const settingsTabs: RouteObject[] = [
  { index: true, element: <Navigate to="profile" replace /> },
  { path: "profile", lazy: () => import("../pages/SettingsProfilePage") },
  { path: "password", lazy: () => import("../pages/SettingsPasswordPage") },
  { path: "sessions", lazy: () => import("../pages/SettingsSessionsPage") },
];

const adminTabs: RouteObject[] = [
  { index: true, element: <Navigate to="users" replace /> },
  { path: "users", lazy: () => import("../pages/AdminUsersPage") },
  { path: "jobs", lazy: () => import("../pages/AdminJobsPage") },
];

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
        Component: EntryLayout,
        children: [{ path: "reset-password", lazy: () => import("../pages/ResetPasswordPage") }],
      },
      {
        Component: SignedIn,
        children: [
          // A class fills the screen: it has a frame of its own.
          { path: "live/:room", lazy: () => import("../pages/ClassPage") },
          {
            lazy: async () => ({ Component: (await import("./layout/Shell")).Shell }),
            children: [
              {
                ErrorBoundary: RouteError,
                children: [
                  { index: true, lazy: () => import("../pages/HomePage") },
                  { path: "courses", lazy: () => import("../pages/CoursesPage") },
                  { path: "courses/:id", lazy: () => import("../pages/CoursePage"), children: courseTabs },
                  { path: "watch/:id", lazy: () => import("../pages/WatchPage") },
                  { path: "live", lazy: () => import("../pages/JoinClassPage") },
                  { path: "help", lazy: () => import("../pages/HelpPage") },
                  { path: "settings", lazy: () => import("../pages/SettingsPage"), children: settingsTabs },
                  {
                    element: <WithRole roles={["teacher", "admin"]} />,
                    children: [
                      { path: "courses/new", lazy: () => import("../pages/CourseCreatePage") },
                      { path: "recordings", lazy: () => import("../pages/RecordingsPage") },
                      { path: "recordings/trash", lazy: () => import("../pages/RecordingsTrashPage") },
                    ],
                  },
                  {
                    element: <WithRole roles={["admin"]} />,
                    children: [
                      { path: "admin", lazy: () => import("../pages/AdminPage"), children: adminTabs },
                    ],
                  },
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
