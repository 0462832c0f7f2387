// How a class comes again: in which weeks, on which days, and for how long.
import { useLocale } from "../../i18n";
import { Checkbox, FieldRow, SelectField, TextField, type useForm } from "../../ui";
import styles from "./Calendar.module.css";
import { firstWeekday, WEEKDAYS, type Every, type NewClassValues } from "./classForm";

const EVERY: readonly Every[] = ["0", "1", "2", "3", "4"];
const ENDS = ["count", "until"] as const;
/** A Monday; the names of the days are written from it on. */
const MONDAY = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;

export function RepeatFields({ form }: { form: ReturnType<typeof useForm<NewClassValues, unknown>> }) {
  const { t, format } = useLocale();
  const { every, days, ends, date } = form.values;
  const first = firstWeekday(date);
  return (
    <>
      <SelectField
        {...form.choice("every")}
        label={t("calendar.repeat")}
        options={EVERY.map((value) => ({ value, label: t("calendar.repeat.every", { n: Number(value) }) }))}
      />
      {every !== "0" && (
        <>
          <fieldset className={styles.choices}>
            <legend>{t("calendar.repeat.days")}</legend>
            <div className={styles.days}>
              {WEEKDAYS.map((day, index) => (
                <Checkbox
                  key={day}
                  label={format.weekday(new Date(MONDAY + index * DAY_MS).toISOString())}
                  checked={day === first || days.includes(day)}
                  disabled={day === first}
                  onChange={({ target }) =>
                    form.set("days", target.checked ? [...days, day] : days.filter((other) => other !== day))
                  }
                />
              ))}
            </div>
          </fieldset>
          <FieldRow>
            <SelectField
              {...form.choice("ends")}
              label={t("calendar.repeat.ends")}
              options={ENDS.map((value) => ({ value, label: t(`calendar.repeat.ends.${value}`) }))}
            />
            {ends === "count" ? (
              <TextField
                {...form.text("count")}
                label={t("calendar.repeat.count")}
                inputMode="numeric"
                dir="ltr"
                required
              />
            ) : (
              <TextField {...form.text("until")} type="date" label={t("calendar.repeat.until")} required />
            )}
          </FieldRow>
        </>
      )}
    </>
  );
}
