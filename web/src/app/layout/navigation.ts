// The main places of the application, as far as the signed-in person may go there.
import { BookOpen, Clapperboard, House, ShieldCheck, type LucideIcon } from "lucide-react";
import type { MessageKey } from "../../i18n";
import { canTeach, useUser } from "../session";

export interface Destination {
  to: string;
  label: MessageKey;
  Icon: LucideIcon;
}

export function useDestinations(): Destination[] {
  const user = useUser();
  const destinations: Destination[] = [
    { to: "/", label: "nav.home", Icon: House },
    { to: "/courses", label: "nav.courses", Icon: BookOpen },
  ];
  if (canTeach(user)) destinations.push({ to: "/recordings", label: "nav.recordings", Icon: Clapperboard });
  if (user.role === "admin") destinations.push({ to: "/admin", label: "nav.admin", Icon: ShieldCheck });
  return destinations;
}
