import account from "./account";
import common from "./common";
import errors from "./errors";

export default { ...common, ...account, ...errors } as const;
