// Renders a part of the application inside of its providers.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { routes } from "../../src/app/router";
import { SessionProvider } from "../../src/app/SessionProvider";
import ar from "../../src/i18n/ar";
import en from "../../src/i18n/en";
import type { Locale } from "../../src/i18n";
import { LocaleProvider } from "../../src/i18n/LocaleProvider";
import { ToastProvider } from "../../src/ui";

function Providers({ locale, children }: { locale: Locale; children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <LocaleProvider initial={{ locale, messages: locale === "ar" ? ar : en }}>
      <QueryClientProvider client={client}>
        <ToastProvider>{children}</ToastProvider>
      </QueryClientProvider>
    </LocaleProvider>
  );
}

export function renderPart(part: ReactNode, locale: Locale = "en") {
  return render(<Providers locale={locale}>{part}</Providers>);
}

/** The whole application at an address; the session is what the mock server says. */
export function renderApp(path: string, locale: Locale = "en") {
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const view = render(
    <Providers locale={locale}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </Providers>,
  );
  return { ...view, router };
}
