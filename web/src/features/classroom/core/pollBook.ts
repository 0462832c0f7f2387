// The polls of a class, newest first.
import type { Poll } from "../../../api";

export type PollBook = readonly Poll[];

/** Puts a poll into the book. What is said to the whole class does not hold one's own choices. */
export function withPoll(book: PollBook, poll: Poll): PollBook {
  const known = book.find(({ poll_id }) => poll_id === poll.poll_id);
  const merged = { ...poll, my_choices: poll.my_choices ?? known?.my_choices ?? null };
  if (known) return book.map((other) => (other === known ? merged : other));
  return [...book, merged].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
}

export function withCounts(book: PollBook, pollId: string, counts: number[], voters: number): PollBook {
  return book.map((poll) => (poll.poll_id === pollId ? { ...poll, counts, voters } : poll));
}

export function withChoices(book: PollBook, pollId: string, choices: number[]): PollBook {
  return book.map((poll) => (poll.poll_id === pollId ? { ...poll, my_choices: choices } : poll));
}

export interface OptionResult {
  text: string;
  votes: number;
  percent: number;
  isCorrect: boolean;
  isMine: boolean;
}

/** The counts as they are shown, or null while they are not shown to this person. */
export function resultsOf(poll: Poll): OptionResult[] | null {
  const { counts } = poll;
  if (!counts) return null;
  const voters = Math.max(1, poll.voters ?? counts.reduce((sum, count) => sum + count, 0));
  return poll.options.map(({ text }, index) => ({
    text,
    votes: counts[index] ?? 0,
    percent: (100 * (counts[index] ?? 0)) / voters,
    isCorrect: poll.correct?.includes(index) ?? false,
    isMine: poll.my_choices?.includes(index) ?? false,
  }));
}
