import type { ClassMessages } from "../classDictionary";

const messages: ClassMessages = {
  "class.code.title": "الانضمام إلى حصة",
  "class.code.lead": "أدخل الرمز الذي أعطاك إياه المدرّس، أو الصق الدعوة كاملة.",
  "class.code.label": "رمز الحصة",
  "class.code.hint": "عشرة أحرف مثل abc-defg-hjk، ويمكن حذف الشرطات.",
  "class.code.go": "الذهاب إلى الحصة",
  "class.instant.title": "حصة الآن",
  "class.instant.hint": "تُفتح قاعة فورًا خارج أي مقرر. يدخلها كل من لديه رابطها أو رمزها.",
  "class.instant.open": "فتح قاعة",
  "class.unknown.title": "لا توجد حصة بهذا العنوان",
  "class.unknown.text": "ربما كُتب الرمز خطأً، أو أن الحصة لأعضاء مقرر بعينه. اسأل من دعاك.",
  "class.unknown.again": "إدخال رمز آخر",
  "class.over.title": "انتهت هذه الحصة",
  "class.over.text": "انتهت «{name}» ولا يمكن دخولها بعد الآن.",
  "class.inside":
    "{count, plural, =0 {لا أحد هنا بعد} zero {لا أحد هنا بعد} one {شخص واحد هنا} two {شخصان هنا} few {# أشخاص هنا} many {# شخصًا هنا} other {# شخص هنا}}",
};

export default messages;
