// Reactions that everybody sees for a moment, and a word to the teacher that nobody sees who said it.
import { LifeBuoy, SmilePlus } from "lucide-react";
import { Menu, useToast } from "../../../ui";
import { useRoom } from "../classroomContext";
import { REACTIONS } from "../core/protocol";
import { allowsReactions } from "../core/rights";
import { isStaff } from "../core/roomState";
import { labelOf, ReactionIcon } from "../reactions";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Bar.module.css";

export function ReactionMenu() {
  const t = useClassText();
  const ask = useRequest();
  const toast = useToast();
  const allowed = useRoom(allowsReactions);
  const staff = useRoom(isStaff);
  if (!allowed) return null;
  const sayLost = async () => {
    if (await ask("lost-pulse", {})) toast({ text: t("class.lost.sent") });
  };
  return (
    <div className={styles.menu}>
      <Menu
        above
        label={t("class.react.label")}
        trigger={
          <>
            <SmilePlus />
            <span className={styles.word} aria-hidden>
              {t("class.react")}
            </span>
          </>
        }
        items={[
          ...REACTIONS.map((reaction) => ({
            label: t(labelOf(reaction)),
            icon: <ReactionIcon reaction={reaction} />,
            onSelect: () => void ask("reaction", { reaction }),
          })),
          ...(staff ? [] : [{ label: t("class.lost"), icon: <LifeBuoy />, onSelect: () => void sayLost() }]),
        ]}
      />
    </div>
  );
}
