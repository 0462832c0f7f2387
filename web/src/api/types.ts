// Names for what the API speaks of; the shapes themselves are generated from docs/openapi.json.
import type { Schemas } from "./client";

export type Profile = Schemas["Profile"];
export type User = Schemas["User"];
export type AccountRole = Profile["role"];
/** What a teacher learns of a person whose e-mail address they know. */
export type FoundUser = Pick<User, "user_id" | "full_name" | "email">;
export type RegistrationAnswer = Schemas["Registered"];
export type ResetLink = Schemas["ResetLink"];
export type Session = Schemas["Session"];
export type ServerConfig = Schemas["PublicConfig"];

export type Course = Schemas["Course"];
export type CourseDetail = Schemas["CourseDetail"];
export type CourseFields = Schemas["CreateCourse"];
export type CourseStatus = Course["status"];
export type CourseRole = NonNullable<Course["my_role"]>;
export type EnrollmentPolicy = Course["enrollment_policy"];
export type CourseStats = Schemas["CourseStats"];
export type Enrollment = Schemas["EnrolledStudent"];
export type EnrollmentStatus = Enrollment["status"];
export type MyEnrollment = Schemas["MyEnrollment"];
export type Permission = Schemas["NamedPermission"];
export type Lecture = Schemas["Lecture"];

export type ClassSession = Schemas["ClassSession"];
export type ClassFields = Schemas["CreateSession"];
export type ClassChange = Schemas["UpdateSession"];
export type CalendarAddresses = Schemas["CalendarAddress"];
export type Weekday = NonNullable<NonNullable<ClassFields["repeat"]>["days"]>[number];

export type Recording = Schemas["Recording"];
export type RecordingStatus = Recording["status"];
export type RecordingRight = Recording["rights"][number];
export type RecordingCourse = Schemas["CourseReference"];

export type Job = Schemas["Job"];
export type JobStatus = Job["status"];
export type TranscodeProgress = Schemas["TranscodeProgress"];

export type Room = Schemas["Room"];
export type StreamKey = Schemas["StreamKey"];
export type MadeStreamKey = Schemas["MadeStreamKey"];
export type RoomSettings = Schemas["RoomSettings"];
export type Participant = Schemas["Participant"];
export type RoomRole = Participant["room_role"];
export type ChatMessage = Schemas["ChatMessage"];
export type Poll = Schemas["Poll"];
export type IceServer = Schemas["IceServer"];
