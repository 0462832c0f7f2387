import { RadioTower } from "lucide-react";
import type { StreamKey } from "../../../api";
import { Badge, Button, Facts, Time } from "../../../ui";
import { useClassText } from "../texts";
import styles from "./Dialogs.module.css";

interface Props {
  streamKey: StreamKey;
  onReplace: () => void;
  onRevoke: () => void;
}

export function StreamKeyRow({ streamKey, onReplace, onRevoke }: Props) {
  const t = useClassText();
  const { name, created_at, last_used_at, is_publishing } = streamKey;
  return (
    <li className={styles.key}>
      <RadioTower aria-hidden />
      <div className={styles.keyText}>
        <strong>
          <bdi>{name}</bdi> {is_publishing && <Badge tone="good">{t("class.encoder.publishing")}</Badge>}
        </strong>
        <span className={styles.keyFacts}>
          <Facts
            items={[
              <span key="made">
                {t("class.encoder.made")} <Time at={created_at} />
              </span>,
              last_used_at !== null && (
                <span key="used">
                  {t("class.encoder.used")} <Time at={last_used_at} />
                </span>
              ),
            ]}
          />
        </span>
      </div>
      <div className={styles.keyActions}>
        <Button size="small" aria-label={t("class.encoder.replaceThis", { name })} onClick={onReplace}>
          {t("class.encoder.replace")}
        </Button>
        <Button
          size="small"
          look="danger"
          aria-label={t("class.encoder.revokeThis", { name })}
          onClick={onRevoke}
        >
          {t("class.encoder.revoke")}
        </Button>
      </div>
    </li>
  );
}
