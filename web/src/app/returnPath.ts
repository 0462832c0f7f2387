// Where to go after signing in. Only paths of this application are accepted, never another site.

interface Place {
  pathname: string;
  search: string;
}

export function signInPath({ pathname, search }: Place): string {
  const target = pathname + search;
  return target === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return: target }).toString()}`;
}

export function returnPathOf(search: string): string {
  const target = new URLSearchParams(search).get("return") ?? "/";
  const here = new URL(window.location.origin);
  const there = URL.canParse(target, here) ? new URL(target, here) : here;
  return target.startsWith("/") && there.origin === here.origin ? there.pathname + there.search : "/";
}
