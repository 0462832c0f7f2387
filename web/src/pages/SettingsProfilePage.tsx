import { useUser } from "../app/session";
import { AppearanceCard } from "../features/account/AppearanceCard";
import { ProfileCard } from "../features/account/ProfileCard";
import { TeacherRequestNotice } from "../features/account/TeacherRequestNotice";

export function Component() {
  const user = useUser();
  return (
    <>
      <TeacherRequestNotice user={user} />
      <ProfileCard user={user} />
      <AppearanceCard />
    </>
  );
}
