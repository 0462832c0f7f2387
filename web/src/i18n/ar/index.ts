import type { Messages } from "../dictionary";
import account from "./account";
import admin from "./admin";
import calendar from "./calendar";
import common from "./common";
import courses from "./courses";
import errors from "./errors";
import lectures from "./lectures";
import people from "./people";
import upload from "./upload";
import watch from "./watch";

const messages: Messages = {
  ...account,
  ...admin,
  ...calendar,
  ...common,
  ...courses,
  ...errors,
  ...lectures,
  ...people,
  ...upload,
  ...watch,
};

export default messages;
