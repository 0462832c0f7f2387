import account from "./account";
import admin from "./admin";
import common from "./common";
import courses from "./courses";
import errors from "./errors";
import lectures from "./lectures";
import people from "./people";

export default { ...account, ...admin, ...common, ...courses, ...errors, ...lectures, ...people } as const;
