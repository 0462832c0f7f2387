// A table on wide screens, a list of cards on narrow ones: the same markup, labelled cell by cell.
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Table.module.css";

export interface Column<Row> {
  key: string;
  label: string;
  /** Reads as the heading of the card on narrow screens. */
  main?: boolean;
  /** Holds buttons: no label on narrow screens, aligned to the end. */
  actions?: boolean;
  render: (row: Row) => ReactNode;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  stale?: boolean;
}

export function Table<Row>({ caption, columns, rows, rowKey, stale }: Props<Row>) {
  return (
    <div className={styles.frame} aria-busy={stale || undefined}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.actions ? <span className="visually-hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.label}
                  className={classes(column.main && styles.main, column.actions && styles.actions)}
                >
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
