export default {
  "class.code.title": "Join a class",
  "class.code.lead": "Enter the code that your teacher gave you, or paste the whole invitation.",
  "class.code.label": "Code of the class",
  "class.code.hint": "Ten letters, such as abc-defg-hjk. Hyphens may be left out.",
  "class.code.go": "Go to the class",
  "class.instant.title": "A class right now",
  "class.instant.hint":
    "Opens a room at once, outside of any course. Whoever has its link or code can come in.",
  "class.instant.open": "Open a room",
  "class.unknown.title": "There is no class at this address",
  "class.unknown.text":
    "The code may be mistyped, or the class is only for the members of a course. Ask the person who invited you.",
  "class.unknown.again": "Enter another code",
  "class.over.title": "This class is over",
  "class.over.text": "“{name}” has ended and cannot be entered any more.",
  "class.inside":
    "{count, plural, =0 {Nobody is here yet} one {One person is here} other {# people are here}}",
} as const;
