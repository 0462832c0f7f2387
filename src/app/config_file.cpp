#include "app/config_file.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/try.h"

namespace vtp::app {
namespace {

std::unexpected<Error> refuse(const std::string& path, std::uint32_t line, std::string_view what) {
  return fail(ErrorCode::validation_failed, fmt::format("{} line {}: {}", path, line, what));
}

Result<std::string> text_of(const toml::node& node, const std::string& path) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* flag = node.as_boolean()) return std::string(flag->get() ? "true" : "false");
  if (const auto* list = node.as_array()) {
    std::string joined;
    for (const auto& element : *list) {
      VTP_TRY(const auto text, text_of(element, path));
      joined += joined.empty() ? text : "," + text;
    }
    return joined;
  }
  return refuse(path, node.source().begin.line, "dates and times are not used here");
}

Result<void> collect(const toml::table& table, const std::string& prefix, const std::string& path,
                     std::vector<FileEntry>& entries) {
  for (const auto& [name, node] : table) {
    const auto key = prefix + std::string(name.str());
    if (const auto* inner = node.as_table()) {
      VTP_CHECK(collect(*inner, key + ".", path, entries));
      continue;
    }
    VTP_TRY(auto text, text_of(node, path));
    entries.push_back({key, std::move(text), name.source().begin.line});
  }
  return {};
}

}  // namespace

Result<std::vector<FileEntry>> read_config_file(const std::string& path) {
  const auto parsed = toml::parse_file(path);
  if (!parsed) {
    const auto& error = parsed.error();
    return refuse(path, error.source().begin.line, error.description());
  }
  std::vector<FileEntry> entries;
  VTP_CHECK(collect(parsed.table(), "", path, entries));
  return entries;
}

}  // namespace vtp::app
