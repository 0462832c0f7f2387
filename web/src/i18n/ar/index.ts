import type { Messages } from "../dictionary";
import account from "./account";
import common from "./common";
import errors from "./errors";

const messages: Messages = { ...common, ...account, ...errors };

export default messages;
