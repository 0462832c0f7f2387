// For those who teach: how well what one person sends reaches the server.
import { useEffect, useState } from "react";
import type { Participant } from "../../../api";
import { Dialog } from "../../../ui";
import { useClassroom, useMedia } from "../classroomContext";
import type { Classroom } from "../core/classroom";
import { sumOf, type StreamFigures } from "../core/sfu/statistics";
import type { SourceName } from "../core/sfu/sfuProtocol";
import { useClassText } from "../texts";
import { LinkTable } from "./LinkTable";

const EVERY_MS = 2_000;

interface Props {
  person: Participant;
  onClose: () => void;
}

interface Sent extends StreamFigures {
  source: SourceName;
}

export function StatisticsDialog({ person, onClose }: Props) {
  const t = useClassText();
  const quality = useMedia(({ network }) => network[person.participant_id]);
  const sent = useSent(person.participant_id);
  return (
    <Dialog title={t("class.statistics.of", { name: person.full_name })} onClose={onClose}>
      {quality && <p>{t(`class.network.${quality}`, { name: person.full_name })}</p>}
      {sent?.length === 0 && <p>{t("class.statistics.nothing")}</p>}
      {sent && sent.length > 0 && (
        <LinkTable
          caption={t("class.statistics.of", { name: person.full_name })}
          rows={sent.map(({ source, ...figures }) => ({ what: t(`class.source.${source}`), ...figures }))}
        />
      )}
    </Dialog>
  );
}

/** Null until the first answer is there. */
function useSent(participantId: string): readonly Sent[] | null {
  const classroom = useClassroom();
  const [sent, setSent] = useState<readonly Sent[] | null>(null);
  useEffect(() => {
    let isOpen = true;
    const read = async () => {
      const now = await readSent(classroom, participantId);
      if (isOpen) setSent(now);
    };
    void read();
    const timer = window.setInterval(() => void read(), EVERY_MS);
    return () => {
      isOpen = false;
      window.clearInterval(timer);
    };
  }, [classroom, participantId]);
  return sent;
}

async function readSent({ media }: Classroom, participantId: string): Promise<Sent[]> {
  const read = async ({ producerId, appData }: ReturnType<typeof media.producersOf>[number]) => {
    // One that has just been closed has no figures.
    const answer = await media.ask("get-stats", { producerId }).catch(() => null);
    return answer ? [{ source: appData.source, ...sumOf(answer.stats) }] : [];
  };
  return (await Promise.all(media.producersOf(participantId).map(read))).flat();
}
