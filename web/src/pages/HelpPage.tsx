// How the parts of the application work, in a few sentences each; empty pages lead to their part of it.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { HelpArticle } from "../features/help/HelpArticle";
import { useLocale } from "../i18n";
import { loadHelp } from "../i18n/helpTexts";
import { Loaded, Page, PageHeader, Skeleton } from "../ui";

export function Component() {
  const { t, locale } = useLocale();
  const { hash } = useLocation();
  const query = useQuery({
    queryKey: ["help", locale],
    queryFn: () => loadHelp(locale),
    staleTime: Infinity,
  });
  const loaded = query.isSuccess;

  useEffect(() => {
    if (loaded && hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [loaded, hash]);

  return (
    <Page narrow>
      <PageHeader title={t("nav.help")} />
      <Loaded query={query} skeleton={<Skeleton shape="text" count={8} />}>
        {(texts) => <HelpArticle texts={texts} />}
      </Loaded>
    </Page>
  );
}
