// Copies a link to this very moment of the lecture.
import { Link2 } from "lucide-react";
import { useText } from "../../../i18n";
import { Button, useToast } from "../../../ui";
import type { Player } from "../core/player";
import { formatTimeLink } from "../core/timeLink";

export function ShareTime({ player }: { player: Player }) {
  const t = useText();
  const toast = useToast();

  async function copy() {
    const { position } = player.state;
    const address = new URL(window.location.href);
    address.searchParams.set("t", formatTimeLink(position));
    try {
      await navigator.clipboard.writeText(address.href);
      toast({ text: t("watch.linkCopied", { time: formatTimeLink(position) }) });
    } catch {
      toast({ tone: "danger", text: t("watch.linkNotCopied") });
    }
  }

  return (
    <Button look="quiet" icon={<Link2 />} onClick={() => void copy()}>
      {t("watch.copyLink")}
    </Button>
  );
}
