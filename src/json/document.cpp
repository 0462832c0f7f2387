#include "json/document.h"

#include <string>
#include <unordered_set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "json/writer.h"

namespace vtp::json {
namespace {

constexpr std::size_t max_depth = 32;

/// Sees every key of a document and remembers if an object had one twice: the tree parser keeps the last
/// silently.
struct DuplicateKeys {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  using Code = boost::json::error_code;
  using Text = boost::json::string_view;

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) {
    keys.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Code&) {
    keys.pop_back();
    return true;
  }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t, Code&) { return true; }
  bool on_key_part(Text part, std::size_t, Code&) {
    key.append(part.data(), part.size());
    return true;
  }
  bool on_key(Text part, std::size_t, Code&) {
    key.append(part.data(), part.size());
    found = found || !keys.back().insert(key).second;
    key.clear();
    return true;
  }
  bool on_string_part(Text, std::size_t, Code&) { return true; }
  bool on_string(Text, std::size_t, Code&) { return true; }
  bool on_number_part(Text, Code&) { return true; }
  bool on_int64(std::int64_t, Text, Code&) { return true; }
  bool on_uint64(std::uint64_t, Text, Code&) { return true; }
  bool on_double(double, Text, Code&) { return true; }
  bool on_bool(bool, Code&) { return true; }
  bool on_null(Code&) { return true; }
  bool on_comment_part(Text, Code&) { return true; }
  bool on_comment(Text, Code&) { return true; }

  std::vector<std::unordered_set<std::string>> keys;
  std::string key;
  bool found = false;
};

bool has_duplicate_keys(std::string_view text, const boost::json::parse_options& options) {
  boost::json::basic_parser<DuplicateKeys> parser(options);
  boost::json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  return parser.handler().found;
}

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
  boost::json::error_code error;
  auto document = boost::json::parse({text.data(), text.size()}, error, {}, options);
  if (error)
    return fail(ErrorCode::invalid_input, fmt::format("The text is not valid JSON: {}", error.message()));
  if (has_duplicate_keys(text, options))
    return fail(ErrorCode::invalid_input, "The JSON text has an object with the same key twice");
  return document;
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
