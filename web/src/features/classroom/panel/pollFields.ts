// The fields of a new question, and what is sent of them. Empty answers are left out.
import type { NewPoll } from "../core/protocol";

export interface PollFields {
  question: string;
  options: readonly string[];
  /** Places of the right answers among the options. */
  correct: readonly number[];
  kind: NewPoll["kind"];
  anonymous: boolean;
  show_results: NewPoll["show_results"];
  /** "0" is no end. */
  seconds: string;
}

export function pollFrom(fields: PollFields): NewPoll {
  const filled = fields.options
    .map((text, place) => ({ text: text.trim(), place }))
    .filter(({ text }) => text);
  const correct = filled.flatMap(({ place }, index) => (fields.correct.includes(place) ? [index] : []));
  const seconds = Number(fields.seconds);
  return {
    question: fields.question.trim(),
    options: filled.map(({ text }) => text),
    kind: fields.kind,
    anonymous: fields.anonymous,
    show_results: fields.show_results,
    ...(fields.kind === "quiz" && { correct }),
    ...(seconds > 0 && { duration_seconds: seconds }),
  };
}

export function isComplete(fields: PollFields): boolean {
  const { question, options, correct } = pollFrom(fields);
  return question !== "" && options.length >= 2 && (correct === undefined || correct.length > 0);
}
