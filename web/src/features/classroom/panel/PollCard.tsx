// One question: the choice, the counts as far as one may see them, and its end.
import { Check } from "lucide-react";
import { useId, useState } from "react";
import type { Poll } from "../../../api";
import { useLocale } from "../../../i18n";
import { Badge, Button, Checkbox, classes, Radio, useNow } from "../../../ui";
import { useClassroom, useRoom } from "../classroomContext";
import { resultsOf, type OptionResult } from "../core/pollBook";
import { isReceiveOnly } from "../core/rights";
import { isStaff } from "../core/roomState";
import { useClassText } from "../texts";
import { useAttempt, useRequest } from "../useRequest";
import styles from "./Polls.module.css";

export function PollCard({ poll }: { poll: Poll }) {
  const t = useClassText();
  const ask = useRequest();
  const id = useId();
  const staff = useRoom(isStaff);
  const mayVote = useRoom((room) => !isReceiveOnly(room));
  const results = resultsOf(poll);
  const isOpen = poll.state === "open";
  return (
    <section className={styles.poll} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id} className={styles.question} dir="auto">
          {poll.question}
        </h3>
        <p className={styles.facts}>
          <Badge tone={isOpen ? "good" : "neutral"}>
            {t(isOpen ? "class.polls.open" : "class.polls.closed")}
          </Badge>
          {poll.anonymous && <span>{t("class.polls.anonymous")}</span>}
          {poll.voters !== null && <span>{t("class.polls.voters", { count: poll.voters })}</span>}
          {isOpen && poll.closes_at && <Countdown until={poll.closes_at} />}
        </p>
      </header>
      {isOpen && mayVote && <Ballot poll={poll} />}
      {results ? (
        <Results results={results} />
      ) : (
        !isOpen && <p className={styles.facts}>{t("class.polls.hidden")}</p>
      )}
      {staff && isOpen && (
        <div>
          <Button size="small" onClick={() => void ask("poll-close", { poll_id: poll.poll_id })}>
            {t("class.polls.close")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Ballot({ poll }: { poll: Poll }) {
  const t = useClassText();
  const classroom = useClassroom();
  const attempt = useAttempt();
  const name = useId();
  const sent = poll.my_choices ?? [];
  const [choices, setChoices] = useState<readonly number[]>(sent);
  const isSent = sent.length > 0 && sent.join() === choices.join();
  const isSingle = poll.kind === "single";
  const Choice = isSingle ? Radio : Checkbox;
  const choose = (index: number, on: boolean) =>
    setChoices(
      isSingle
        ? [index]
        : [...choices.filter((other) => other !== index), ...(on ? [index] : [])].sort((a, b) => a - b),
    );
  return (
    <form
      className={styles.ballot}
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(() => classroom.vote(poll.poll_id, [...choices]));
      }}
    >
      <fieldset>
        <legend className="visually-hidden">{poll.question}</legend>
        {poll.options.map(({ text }, index) => (
          <Choice
            key={index}
            name={name}
            label={text}
            checked={choices.includes(index)}
            onChange={(event) => choose(index, event.target.checked)}
          />
        ))}
      </fieldset>
      <div className={styles.vote}>
        <Button size="small" look="primary" type="submit" disabled={choices.length === 0 || isSent}>
          {t(sent.length > 0 ? "class.polls.change" : "class.polls.vote")}
        </Button>
        <span role="status">
          {isSent && (
            <>
              <Check aria-hidden /> {t("class.polls.voted")}
            </>
          )}
        </span>
      </div>
    </form>
  );
}

function Results({ results }: { results: readonly OptionResult[] }) {
  const t = useClassText();
  const { format } = useLocale();
  return (
    <ul className={styles.results} aria-label={t("class.polls.results")}>
      {results.map(({ text, votes, percent, isCorrect, isMine }, index) => (
        <li key={index} className={classes(styles.result, isCorrect && styles.correct)}>
          <span className={styles.option} dir="auto">
            {text}
            {isCorrect && <Check role="img" aria-label={t("class.polls.correct")} />}
            {isMine && <small>{t("class.polls.mine")}</small>}
          </span>
          <span className={styles.count}>
            {t("class.polls.count", { count: votes, percent: format.percent(percent) })}
          </span>
          <span className={styles.bar} style={{ "--share": `${percent}%` }} aria-hidden />
        </li>
      ))}
    </ul>
  );
}

function Countdown({ until }: { until: string }) {
  const t = useClassText();
  const { format } = useLocale();
  const ahead = useRoom(({ clockAhead }) => clockAhead);
  const now = useNow(1_000);
  const left = Math.max(0, (Date.parse(until) - ahead - now) / 1_000);
  return <span>{t("class.polls.left", { time: format.clock(left) })}</span>;
}
