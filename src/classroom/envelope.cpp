#include "classroom/envelope.h"

#include "base/text.h"
#include "base/try.h"
#include "json/shape.h"

namespace vtp::classroom {

/// A JSON string is only read as a member of an object.
struct TextBox {
  std::string text;
};

}  // namespace vtp::classroom

template <>
struct vtp::json::Shape<vtp::classroom::TextBox> {
  static constexpr std::string_view name = "TextBox";
  static constexpr std::array fields{field<&vtp::classroom::TextBox::text>("text", verbatim)};
};

namespace vtp::classroom {
namespace {

/// What is INVALID_INPUT over HTTP is INVALID_PAYLOAD here.
std::string_view code_name(ErrorCode code) {
  return wire_name(code == ErrorCode::invalid_input ? ErrorCode::invalid_payload : code);
}

}  // namespace

std::string success_envelope(std::string_view data) {
  return std::string(R"({"ok":true,"data":)").append(data).append("}");
}

std::string failure_envelope(const EventError& error, std::string_view event) {
  return R"({"ok":false,"error":)" + error_object(error, event) + "}";
}

std::string error_object(const EventError& refusal, std::string_view event) {
  const auto& error = refusal.error;
  json::Writer writer;
  writer.begin_object();
  writer.key("error");
  writer.value(std::string_view(error.message));
  writer.key("code");
  writer.value(code_name(error.code));
  writer.key("event");
  writer.value(event);
  if (!error.details.empty()) {
    writer.key("details");
    writer.begin_array();
    for (const auto& detail : error.details) {
      writer.begin_object();
      writer.key("field");
      writer.value(std::string_view(detail.field));
      writer.key("code");
      writer.value(code_name(detail.code));
      writer.key("message");
      writer.value(std::string_view(detail.message));
      writer.end_object();
    }
    writer.end_array();
  }
  auto wait = refusal.retry_after;
  if (!wait && error.retry_after) wait = *error.retry_after;
  if (wait) {
    writer.key("retry_after_ms");
    writer.value(std::int64_t{wait->count()});
  }
  writer.end_object();
  return writer.take();
}

Result<std::string> payload_object(std::string_view text) {
  text = trim(text);
  if (text.starts_with('{')) return std::string(text);
  if (text.starts_with('"')) {
    const auto box = json::read<TextBox>(std::string(R"({"text":)").append(text).append("}"));
    if (box && trim(box->text).starts_with('{')) return box->text;
  }
  return fail(ErrorCode::invalid_payload, "The argument of an event is one object");
}

}  // namespace vtp::classroom
