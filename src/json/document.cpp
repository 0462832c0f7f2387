#include "json/document.h"

#include <charconv>
#include <string>
#include <unordered_set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

#include "json/writer.h"

namespace vtp::json {
namespace {

constexpr std::size_t max_depth = 32;

/// Builds the tree as Boost's own handler does, but refuses an object with the same key twice, of which Boost
/// keeps the last silently, and reads numbers to the last bit, which Boost 1.81 does not.
struct StrictHandler {
  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  using Code = boost::json::error_code;
  using Text = boost::json::string_view;

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) {
    keys.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t count, Code&) {
    keys.pop_back();
    values.push_object(count);
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t count, Code&) {
    values.push_array(count);
    return true;
  }
  bool on_key_part(Text part, std::size_t, Code&) { return append_to(key, part); }
  bool on_key(Text part, std::size_t, Code&) {
    append_to(key, part);
    has_duplicate_key = has_duplicate_key || !keys.back().insert(key).second;
    values.push_key(key);
    key.clear();
    return true;
  }
  bool on_string_part(Text part, std::size_t, Code&) {
    values.push_chars(part);
    return true;
  }
  bool on_string(Text part, std::size_t, Code&) {
    values.push_string(part);
    return true;
  }
  bool on_number_part(Text part, Code&) { return append_to(number, part); }
  bool on_int64(std::int64_t value, Text, Code&) {
    values.push_int64(value);
    number.clear();
    return true;
  }
  bool on_uint64(std::uint64_t value, Text, Code&) {
    values.push_uint64(value);
    number.clear();
    return true;
  }
  bool on_double(double value, Text part, Code&) {
    append_to(number, part);
    std::from_chars(number.data(), number.data() + number.size(), value);  // out of range: as Boost has it
    values.push_double(value);
    number.clear();
    return true;
  }
  bool on_bool(bool value, Code&) {
    values.push_bool(value);
    return true;
  }
  bool on_null(Code&) {
    values.push_null();
    return true;
  }
  bool on_comment_part(Text, Code&) { return true; }
  bool on_comment(Text, Code&) { return true; }

  static bool append_to(std::string& whole, Text part) {
    whole.append(part.data(), part.size());
    return true;
  }

  boost::json::value_stack values;
  std::vector<std::unordered_set<std::string>> keys;
  std::string key;
  std::string number;
  bool has_duplicate_key = false;
};

void append(Writer& writer, const boost::json::value& value) {
  using boost::json::kind;
  switch (value.kind()) {
    case kind::null:
      return writer.null();
    case kind::bool_:
      return writer.value(value.get_bool());
    case kind::int64:
      return writer.value(value.get_int64());
    case kind::uint64:
      return writer.raw(std::to_string(value.get_uint64()));
    case kind::double_:
      return writer.value(value.get_double());
    case kind::string:
      return writer.value(std::string_view(value.get_string().data(), value.get_string().size()));
    case kind::array:
      writer.begin_array();
      for (const auto& element : value.get_array()) append(writer, element);
      return writer.end_array();
    case kind::object:
      writer.begin_object();
      for (const auto& [key, member] : value.get_object()) {
        writer.key({key.data(), key.size()});
        append(writer, member);
      }
      return writer.end_object();
  }
}

}  // namespace

Result<boost::json::value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<StrictHandler> parser(options);
  auto& handler = parser.handler();
  handler.values.reset();
  boost::json::error_code error;
  const auto used = parser.write_some(false, text.data(), text.size(), error);
  if (!error && used < text.size()) error = boost::json::error::extra_data;
  if (error)
    return fail(ErrorCode::invalid_input, fmt::format("The text is not valid JSON: {}", error.message()));
  if (handler.has_duplicate_key)
    return fail(ErrorCode::invalid_input, "The JSON text has an object with the same key twice");
  return handler.values.release();
}

Result<boost::json::value> parse_object(std::string_view text) {
  auto document = parse(text.empty() ? "{}" : text);
  if (document && !document->is_object())
    return fail(ErrorCode::invalid_input, "The JSON text must be an object");
  return document;
}

std::string to_compact_text(const boost::json::value& value) {
  Writer writer;
  append(writer, value);
  return writer.take();
}

}  // namespace vtp::json
