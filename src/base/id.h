// Identifiers: UUIDs as canonical lower-case text, one C++ type for each kind of thing.
#pragma once

#include <array>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vtp {

namespace detail {
using IdText = std::array<char, 36>;
/// A new UUID of version 7 (RFC 9562): sorts by time of creation, also within one millisecond of one process.
IdText new_uuid();
/// Any UUID version and letter case; nullopt when `text` is not a UUID.
std::optional<IdText> parse_uuid(std::string_view text);
}  // namespace detail

/// The id of a `Tag` (an incomplete struct, e.g. `using UserId = Id<struct UserTag>`). Cheap to copy.
template <class Tag>
class Id {
 public:
  /// The nil UUID, which names nothing.
  Id() { text_.fill('0'), text_[8] = text_[13] = text_[18] = text_[23] = '-'; }
  explicit Id(const detail::IdText& text) : text_(text) {}

  static Id make() { return Id(detail::new_uuid()); }
  static std::optional<Id> parse(std::string_view text) {
    if (auto parsed = detail::parse_uuid(text)) return Id(*parsed);
    return std::nullopt;
  }

  [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }
  [[nodiscard]] std::string text() const { return std::string(view()); }

  auto operator<=>(const Id&) const = default;

 private:
  detail::IdText text_;
};

}  // namespace vtp

template <class Tag>
struct std::hash<vtp::Id<Tag>> {
  std::size_t operator()(const vtp::Id<Tag>& id) const noexcept {
    return std::hash<std::string_view>{}(id.view());
  }
};
