import type { HelpTexts } from "../../i18n/helpTexts";
import styles from "./HelpArticle.module.css";

export function HelpArticle({ texts }: { texts: HelpTexts }) {
  return (
    <div className={styles.article}>
      {Object.entries(texts).map(([topic, { title, paragraphs }]) => (
        <section key={topic} id={topic} className={styles.topic}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </div>
  );
}
