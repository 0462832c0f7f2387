// State of one form: values, sending, and the server's complaints beside the fields that they are about.
// A failed attempt keeps everything that was entered.
import { useState, type ChangeEvent } from "react";
import { isApiError, type ApiError } from "../api";
import { useErrorText } from "../i18n/errors";

type TextName<Values> = { [Name in keyof Values]: Values[Name] extends string ? Name : never }[keyof Values] &
  string;
type Problems<Values> = Partial<Record<keyof Values & string, string>>;

interface Options<Values, Answer> {
  initial: Values;
  /** Problems that can be seen without asking the server. */
  check?: (values: Values) => Problems<Values>;
  send: (values: Values) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Codes that are about one field although the server names none. */
  fieldOfCode?: Readonly<Record<string, keyof Values & string>>;
}

export function useForm<Values extends object, Answer>(options: Options<Values, Answer>) {
  const describe = useErrorText();
  const [values, setValues] = useState(options.initial);
  const [problems, setProblems] = useState<Problems<Values>>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);

  function set<Name extends keyof Values & string>(name: Name, value: Values[Name]) {
    setValues((before) => ({ ...before, [name]: value }));
    setProblems((before) => ({ ...before, [name]: undefined }));
  }

  function problemsOf(failure: ApiError): Problems<Values> {
    const found: Problems<Values> = {};
    for (const name of Object.keys(values) as (keyof Values & string)[]) {
      const text = describe.field(failure.field(name));
      if (text) found[name] = text;
    }
    const name = options.fieldOfCode?.[failure.code];
    if (name && !found[name]) found[name] = describe.short(failure);
    return found;
  }

  function fail(failure: unknown) {
    const found = isApiError(failure) ? problemsOf(failure) : {};
    setProblems(found);
    setError(Object.keys(found).length > 0 ? null : failure);
    setFailures((count) => count + 1);
  }

  function submit() {
    if (busy) return;
    const found = options.check?.(values) ?? {};
    if (Object.values(found).some(Boolean)) {
      setProblems(found);
      setFailures((count) => count + 1);
      return;
    }
    setBusy(true);
    setError(null);
    options
      .send(values)
      .then((answer) => {
        setProblems({});
        options.onDone(answer);
      }, fail)
      .finally(() => setBusy(false));
  }

  function text<Name extends TextName<Values>>(name: Name) {
    return {
      name,
      value: values[name] as string,
      error: problems[name],
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        set(name, event.target.value as Values[Name]),
    };
  }

  function choice<Name extends TextName<Values>>(name: Name) {
    return {
      name,
      value: values[name],
      error: problems[name],
      onChange: (value: Values[Name]) => set(name, value),
    };
  }

  return {
    values,
    set,
    text,
    choice,
    busy,
    submit,
    /** What went wrong, unless it is shown beside a field. */
    problem: error === null ? undefined : describe.short(error),
    /** For <Form>: changes with each failed attempt. */
    failures,
  };
}
