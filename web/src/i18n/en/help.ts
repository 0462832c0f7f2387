import type { HelpText } from "../helpTexts";

export default {
  courses: {
    title: "Courses",
    paragraphs: [
      "Find a course in the catalogue and enrol. Some courses ask for a key, which the teacher gives out; to others the teacher adds people. What you have enrolled in stands on your home page.",
      "Teachers create a course as a draft, which only its team sees, and open it when it is ready. A completed course stays visible without taking new students; an archived one is for its members only.",
    ],
  },
  lectures: {
    title: "Lectures",
    paragraphs: [
      "Drop a video onto the Lectures tab of a course, or take one from your library. It is uploaded in pieces: a broken connection, or a closed browser, only makes it go on later. You can watch it as soon as its first quality is ready.",
      "Students see a lecture when you publish it, not before. Change the order by dragging, with the arrow keys, or in the menu of each lecture.",
    ],
  },
  recordings: {
    title: "Recordings",
    paragraphs: [
      "Everything that you upload is in your library, also when no course uses it. One recording can be a lecture in several courses.",
      "What you delete goes to the trash first and can be restored from there for a while.",
    ],
  },
  classes: {
    title: "Classes",
    paragraphs: [
      "Schedule classes on the Classes tab of a course, one by one or every week. A series keeps its time of day when clocks change. Everybody sees the hours in their own time zone, with those of the course beside them where they differ.",
      "A class that you move can be moved back at once. One that is cancelled stays on the calendar as cancelled, so that nobody waits for it.",
      "“Start” opens the class and leads you in. From then on its course shows that it is live, with a button to join. A class that nobody planned begins with “Start a class now”.",
    ],
  },
  calendar: {
    title: "Classes in your own calendar",
    paragraphs: [
      "“Add to your calendar” makes a link to which calendar programs on phones and computers subscribe. There is one for the course and one for all your courses; both follow when classes are moved.",
      "The link works without your password. If it gets into wrong hands, reset it: the old one stops working.",
    ],
  },
  people: {
    title: "People",
    paragraphs: [
      "Teachers and assistants enrol students by their e-mail address, suspend them or remove them; what a student has watched is kept. Teachers also make others of the school part of the team.",
    ],
  },
  watching: {
    title: "Watching",
    paragraphs: [
      "The player chooses the quality that your connection carries. You can choose one yourself, save data, or listen to the sound alone; the choice is kept for each kind of network. Each quality says how much an hour of it costs.",
      "A lecture goes on where you stopped, on any device. It counts as watched when you have seen nearly all of it, at any speed and in any order. Press “?” in the player for its keys.",
    ],
  },
} as const satisfies Record<string, HelpText>;
