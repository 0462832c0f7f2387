// Looks the class up before anybody knocks, and says what stands in the way.
import { useQuery } from "@tanstack/react-query";
import { DoorClosed, SearchX, Users } from "lucide-react";
import { isApiError, rooms, type Room } from "../../../api";
import { ButtonLink, EmptyState, Loaded, Page, PageHeader } from "../../../ui";
import { CODE_PATH } from "../paths";
import { useClassText } from "../texts";

export function ClassDoor({ name }: { name: string }) {
  const query = useQuery({ queryKey: ["room", name], queryFn: () => rooms.get(name) });
  return (
    <Page narrow>
      {isApiError(query.error, "ROOM_NOT_FOUND") ? (
        <NoSuchClass />
      ) : (
        <Loaded query={query}>{(room) => <Class room={room} />}</Loaded>
      )}
    </Page>
  );
}

function NoSuchClass() {
  const t = useClassText();
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("class.unknown.title")}
      action={
        <ButtonLink look="primary" to={CODE_PATH}>
          {t("class.unknown.again")}
        </ButtonLink>
      }
    >
      {t("class.unknown.text")}
    </EmptyState>
  );
}

function Class({ room }: { room: Room }) {
  const t = useClassText();
  if (room.state === "closed")
    return (
      <EmptyState
        icon={<DoorClosed />}
        title={t("class.over.title")}
        action={<ButtonLink to="/">{t("action.home")}</ButtonLink>}
      >
        {t("class.over.text", { name: room.name })}
      </EmptyState>
    );
  return (
    <PageHeader title={room.name}>
      <Users aria-hidden /> {t("class.inside", { count: room.participant_count })}
    </PageHeader>
  );
}
