// Title, day, time and place in time of a class.
import { useMemo, type ChangeEvent, type ComponentProps } from "react";
import { useLocale } from "../../i18n";
import { FieldRow, SelectField, TextArea, TextField } from "../../ui";
import { DURATIONS, spanOf, type ClassValues } from "./classForm";
import { localZone, sameClock, zonesWith } from "./zonedTime";

/** What is the same in every form that holds a class. */
interface ClassForm {
  values: ClassValues;
  text(name: keyof ClassValues): Pick<ComponentProps<typeof TextField>, "name" | "value" | "error"> & {
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  };
  choice(name: "minutes" | "timezone"): {
    name: string;
    value: string;
    error?: string;
    onChange: (value: string) => void;
  };
}

export function ClassFields({ form }: { form: ClassForm }) {
  const { t, format } = useLocale();
  const { minutes, timezone } = form.values;
  const durations = DURATIONS.includes(Number(minutes)) ? DURATIONS : [Number(minutes), ...DURATIONS];
  const zones = useMemo(() => zonesWith(localZone(), timezone, "UTC"), [timezone]);
  const span = spanOf(form.values);
  const differs = span && !sameClock(new Date(span.starts_at), timezone, localZone());
  return (
    <>
      <TextField {...form.text("title")} label={t("calendar.title")} maxLength={255} required />
      <FieldRow>
        <TextField {...form.text("date")} type="date" label={t("calendar.date")} required />
        <TextField {...form.text("time")} type="time" label={t("calendar.time")} required />
      </FieldRow>
      <FieldRow>
        <SelectField
          {...form.choice("minutes")}
          label={t("calendar.duration")}
          options={durations.map((value) => ({ value: String(value), label: format.duration(value * 60) }))}
        />
        <SelectField
          {...form.choice("timezone")}
          label={t("calendar.zone")}
          hint={differs ? t("calendar.inYourTime", { when: format.dateTime(span.starts_at) }) : undefined}
          options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        />
      </FieldRow>
      <TextArea
        {...form.text("description")}
        label={t("calendar.description")}
        maxLength={4000}
        rows={2}
        optional
      />
    </>
  );
}
