// How well something comes through, in figures: one line for each stream or direction.
import { useLocale } from "../../../i18n";
import { Table } from "../../../ui";
import { useClassText } from "../texts";

export interface LinkRow {
  what: string;
  kbps: number;
  lossPercent: number;
  jitterMs: number;
  /** Null where it cannot be measured. */
  roundTripMs: number | null;
}

export function LinkTable({ caption, rows }: { caption: string; rows: readonly LinkRow[] }) {
  const t = useClassText();
  const { format } = useLocale();
  const ms = (value: number | null) =>
    value === null ? "–" : t("class.figure.ms", { value: format.number(Math.round(value)) });
  return (
    <Table
      caption={caption}
      rowKey={({ what }) => what}
      rows={rows}
      columns={[
        { key: "what", label: t("class.figure.what"), main: true, render: ({ what }) => what },
        {
          key: "rate",
          label: t("class.figure.rate"),
          render: ({ kbps }) => t("class.figure.kbps", { value: format.number(Math.round(kbps)) }),
        },
        {
          key: "loss",
          label: t("class.figure.loss"),
          render: ({ lossPercent }) => format.percent(lossPercent),
        },
        { key: "jitter", label: t("class.figure.jitter"), render: ({ jitterMs }) => ms(jitterMs) },
        { key: "delay", label: t("class.figure.delay"), render: ({ roundTripMs }) => ms(roundTripMs) },
      ]}
    />
  );
}
