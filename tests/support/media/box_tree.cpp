#include "support/media/box_tree.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "media/mp4/box.h"

namespace vtp::media::test {
namespace {

/// Bytes before the first box inside; nullopt: there are none inside.
std::optional<std::size_t> boxes_begin(std::string_view type) {
  constexpr std::array<std::string_view, 9> plain{"moov", "trak", "mdia", "minf", "dinf",
                                                  "stbl", "mvex", "moof", "traf"};
  if (std::ranges::find(plain, type) != plain.end()) return 0;
  if (type == "stsd" || type == "dref") return 8;
  if (type == "avc1" || type == "vp08") return 78;
  if (type == "Opus" || type == "mp4a") return 28;
  return std::nullopt;
}

void append_tree(std::string& text, std::string_view bytes, std::size_t depth) {
  mp4::BoxReader reader(bytes);
  while (const auto box = reader.next()) {
    text += fmt::format("{}{} {}\n", std::string(depth, ' '), box->type, box->whole.size());
    if (const auto begin = boxes_begin(box->type)) append_tree(text, box->content.substr(*begin), depth + 1);
  }
  if (reader.is_broken()) text += "broken\n";
}

}  // namespace

std::string box_tree(std::string_view bytes) {
  std::string text;
  append_tree(text, bytes, 0);
  return text;
}

}  // namespace vtp::media::test
