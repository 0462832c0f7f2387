// Why a microphone or camera does not work, and what to do about it.
import { Notice } from "../../../ui";
import type { Problem, Source } from "../core/localMedia";
import { useClassText } from "../texts";

export function DeviceProblem({ source, problem }: { source: Source; problem: Problem }) {
  const t = useClassText();
  return (
    <Notice tone="warning" title={t(`class.problem.${source}`)}>
      {t(`class.problem.${problem}`)}
    </Notice>
  );
}
